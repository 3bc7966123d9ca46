"""The console: OSCQuery, zeroconf and a web page, as an OSC client in a process of its own."""

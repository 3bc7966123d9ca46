"""The console: OSCQuery, zeroconf and a web page; one more OSC client, in a process of its own."""

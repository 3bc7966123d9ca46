"""OSC in and out, driven by one table of addresses."""

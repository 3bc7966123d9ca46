"""``live-daemon bench``: measures the promised figures on this machine."""

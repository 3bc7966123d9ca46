"""live-daemon bench: what was promised, measured on this machine."""

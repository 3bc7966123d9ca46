"""``live-daemon demo``: a performance through the whole daemon, without a sound card and without Max."""

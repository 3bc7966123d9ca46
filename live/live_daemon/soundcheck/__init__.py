"""``live-daemon soundcheck``: is this machine, with these settings, safe to go on stage tonight?"""

"""Templates of the service files: systemd (Linux) and launchd (macOS)."""

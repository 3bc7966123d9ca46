"""Shared by the commands: arguments, names, progress, locks, and one-line errors."""

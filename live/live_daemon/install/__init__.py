"""Patches where their programs look for them: Max, Pure Data."""

"""One dream: its controls, its guard, its audio."""

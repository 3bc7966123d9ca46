"""One folder per system of the papers."""

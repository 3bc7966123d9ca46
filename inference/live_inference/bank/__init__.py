"""A bank of loops on disk: read, written, checked, curated, drawn."""

"""Banks on stage: which one counts, and its loops one after the other."""

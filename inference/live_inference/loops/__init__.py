"""Makes loops of dreams: seam, loudness, pitches."""

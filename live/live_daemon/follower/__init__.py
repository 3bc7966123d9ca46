"""From live pitch to loop gains: bands and gain maps (control side; the engine does the work per sample)."""

"""From live pitch to loop gains: bands and gain maps. The engine does the work per sample."""

"""Makes dreams: from seed and model to samples, watched by the guard and steered away from trouble."""

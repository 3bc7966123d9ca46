"""The measures behind `live_inference.score`, one question per module; torch-free."""

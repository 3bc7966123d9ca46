"""The measures behind `live_inference.scores.score`, one question per module."""

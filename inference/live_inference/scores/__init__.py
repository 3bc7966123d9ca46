"""Scores dreams: one module per question, put together in `live_inference.scores.score`."""

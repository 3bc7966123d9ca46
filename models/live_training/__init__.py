"""Fitting a checkpoint to recordings."""

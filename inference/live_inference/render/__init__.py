"""Renders banks: cuts recordings into seeds, makes dreams in batches on one machine or many, keeps the best."""

"""What a generator, a backend, a fit and a family promise."""

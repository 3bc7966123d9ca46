"""From magnitude spectra back to samples: how spectra are made, and three ways to find the phases."""

"""The shared core of the systems that hear spectra and predict the next: loop, generator, training, export."""

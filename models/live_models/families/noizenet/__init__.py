"""NoizeNet: vectors of samples, or their Fourier transform, predict the next (Watson 2021)."""

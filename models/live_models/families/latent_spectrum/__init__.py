"""An LSTM over principal components of spectra; what comes next is drawn by diffusion (ours)."""

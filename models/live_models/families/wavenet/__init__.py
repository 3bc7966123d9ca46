"""WaveNet: dilated causal convolutions, one sample after the other (van den Oord et al. 2016; thesis 3.3)."""

"""The LSTM that the four approaches of Pfalz (2018) share: network, training, backends, the sample-wise loop."""

"""MDN-LSTM on A-weighted, grouped spectra (Naterop & Giacomuzzi 2017)."""

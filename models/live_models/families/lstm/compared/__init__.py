"""Other ways to run the same LSTM, for the benchmark."""

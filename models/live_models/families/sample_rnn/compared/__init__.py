"""Other ways to run a SampleRNN, to compare with."""

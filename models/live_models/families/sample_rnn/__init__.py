"""SampleRNN: recurrent tiers at several clocks above a multilayer network over the last samples."""

"""NaiveRNN: one sample predicts the class of the next (thesis)."""

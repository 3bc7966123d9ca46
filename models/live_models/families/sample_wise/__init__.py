"""What systems that hear and draw one sample after the other share."""

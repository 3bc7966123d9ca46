"""MIDI: foot switches and knobs become OSC, in a process of their own."""

"""MIDI: turns foot switches and knobs into OSC messages, in a process of its own."""

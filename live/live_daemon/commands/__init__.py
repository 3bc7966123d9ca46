"""The command line's commands: their table, their arguments, and those that no other folder owns."""

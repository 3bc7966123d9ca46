"""What the commands have in common: arguments, names, progress, locks, and one line for what goes wrong. Torch-free."""

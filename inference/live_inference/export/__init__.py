"""Checkpoints for other hosts: a TorchScript file that nn~ loads in Max and Pd."""

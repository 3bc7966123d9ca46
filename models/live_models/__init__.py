"""Networks, features, the checkpoint format and the registry."""

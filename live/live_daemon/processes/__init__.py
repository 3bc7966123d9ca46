"""The supervisor, what it starts, and the folders that its processes share."""

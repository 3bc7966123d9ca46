"""Installs the patches for Max and Pure Data, and the service file."""

"""What a controller that comes back goes on from."""

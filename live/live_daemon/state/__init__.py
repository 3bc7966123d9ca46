"""What a controller that was restarted goes on from."""

"""What the player plays, as numbers that change slowly: heard by an ear or said, heeded by networks."""

"""What happened on stage, written down, and the concert rendered again from it."""

"""Loops and voices: their ranges of the arena, their slots, their gains, and the follower that moves them."""

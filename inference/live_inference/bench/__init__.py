"""How fast generators dream on this machine, side by side with other ways to run them."""

"""Banks of loops on disk: reads, writes, checks, curates and draws them."""

"""Long trials, by hand: `python -m tests.trials` lists them, `make trials` runs all of them."""

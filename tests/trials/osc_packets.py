"""A million random and damaged OSC packets through the parser and the table of addresses."""

from __future__ import annotations

import argparse
import json

from support.fuzz_osc import fuzz


def main() -> int:
    """Print one JSON object; a packet that breaks a rule raises."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--rng-seed", type=int, default=1)
    options = parser.parse_args()
    print(json.dumps(fuzz(options.count, options.rng_seed), indent=1))
    return 0

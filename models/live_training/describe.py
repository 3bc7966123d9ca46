"""Adds the statistics of its recordings to a checkpoint's card that lacks them, so that its dreams can be scored.

`python -m live_training.describe CARD.json RECORDING...`, with the recordings that it was trained on, in any order.
What `live-daemon train` writes has them already. The weights are not touched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from live_inference.command_line.entry import run_command
from live_inference.files.audio import AudioFileError
from live_inference.files.expanding import expand_recordings
from live_models.atomic_files import atomically
from live_models.checkpoint import read_card
from live_models.contract.checkpoint import CheckpointError
from live_models.contract.sound import SoundError
from live_training.judging import reference_of
from live_training.recordings import load_sound

_MISTAKES: Final = (AudioFileError, CheckpointError, SoundError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Describe; returns the exit status: 0 done, 1 failed (one line on stderr)."""
    parser = argparse.ArgumentParser(prog="python -m live_training.describe", description=__doc__)
    parser.add_argument("card", type=Path)
    parser.add_argument("recordings", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    return run_command(parser.prog, lambda: describe(options.card, options.recordings), _MISTAKES)


def describe(card_path: Path, recordings: Sequence[Path]) -> int:
    """Write `reference` into the card; returns 0.

    Raises CheckpointError for other recordings than the card names, AudioFileError, SoundError, OSError.
    """
    card, recordings = read_card(card_path), expand_recordings(recordings)
    given = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in recordings}
    for row in card["recordings"]:
        if row["sha256"] not in given:
            raise CheckpointError(
                f"{card_path}: was trained on {row['file']} ({row['sha256'][:12]}…), which is not given"
            )
    paths = [given[row["sha256"]] for row in card["recordings"]]
    if len(given) > len(paths):
        other = next(path for digest, path in given.items() if path not in paths)
        raise CheckpointError(f"{card_path}: was not trained on {other}; leave it out")
    sound = load_sound(paths, [row["licence"] for row in card["recordings"]], card["sample_rate"])
    card["reference"] = reference_of(sound).to_json()
    text = json.dumps(card, indent=1, allow_nan=False) + "\n"
    atomically(card_path, lambda partial: partial.write_bytes(text.encode()), on_disk=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

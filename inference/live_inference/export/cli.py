"""`live-daemon export`: a checkpoint as a file for another host."""

from __future__ import annotations

import argparse
import errno
import os
from collections.abc import Sequence
from pathlib import Path

from live_inference.command_line.entry import prepare_terminal, run_command
from live_inference.command_line.printable import printable
from live_inference.export.nn_tilde import ExportError, nn_tilde_bytes
from live_models.atomic_files import atomically
from live_models.checkpoint import load_checkpoint, read_card
from live_models.contract.checkpoint import CheckpointError
from live_models.registry import Registry, user_folder
from live_models.resynthesis.contract import OSCILLATOR_BANK

FORMATS = {"nn~": nn_tilde_bytes}
SHORTEST_NAME = 3
"""Letters: `[nn~ ab]` ends Pd, since nn~ looks for `.ts` in the last three letters of what it is given."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Export; returns the exit status: 0 done, 1 failed (one line on stderr), 2 wrong usage."""
    prepare_terminal()
    parser = argparse.ArgumentParser(
        prog="live-daemon export",
        description="Write a checkpoint as a file that another host plays by itself, without live-daemon.",
        epilog="Like every verb it takes --settings FILE and --set SECTION.KEY=VALUE (here: paths.checkpoints).",
    )
    parser.add_argument("name", metavar="NAME", help="a checkpoint, as `live-daemon models` lists them")
    parser.add_argument("--format", default="nn~", help=f"one of: {', '.join(FORMATS)} (default: %(default)s)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.ts", help="the file to write")
    parser.add_argument("--rate", type=int, default=48_000, metavar="HZ",
                        help="sample rate of Max or Pd (default: %(default)s)")  # fmt: skip
    parser.add_argument("--checkpoints", type=Path, default=user_folder(), help="folder (default: %(default)s)")
    options = parser.parse_args(arguments)
    return run_command(parser.prog, lambda: _export(options), (CheckpointError, ExportError))


def _export(options: argparse.Namespace) -> int:
    size = export(options.name, options.format, options.out, options.checkpoints, options.rate)
    print(f"{printable(options.out)}: {size / 1e6:.1f} MB, for {options.format} at {options.rate} Hz")
    card = read_card(Registry([options.checkpoints]).find(options.name))
    resynthesis = card["hyperparameters"].get("resynthesis", OSCILLATOR_BANK)
    if resynthesis != OSCILLATOR_BANK:
        print(f"inside the host {options.name} sounds through {OSCILLATOR_BANK}, not through {resynthesis}")
    return 0


def export(name: str, format_name: str, out: Path, checkpoints: Path, rate: int = 48_000) -> int:
    """Write a checkpoint for a host at `rate` Hz and return the file's size; it appears whole or not at all.

    Raises CheckpointError (unknown or broken model) and ExportError (unknown format, rate out of range, approach that
    cannot be exported, file that nn~ cannot open or that cannot be written).
    """
    if format_name not in FORMATS:
        raise ExportError(f"--format must be one of {', '.join(FORMATS)}, got {format_name!r}")
    if out.suffix != ".ts":
        raise ExportError(f"--out must end in .ts, by which nn~ knows its files, got {out}")
    if len(out.stem) < SHORTEST_NAME:
        raise ExportError(
            f"--out must have a name of {SHORTEST_NAME} letters or more, got {out.name}: nn~ crashes on less"
        )
    try:
        folder_fault = _folder_fault(out)
    except OSError as error:
        folder_fault = error.errno or errno.EIO
    if folder_fault:
        raise ExportError(f"{out}: cannot be written ({os.strerror(folder_fault)}); choose another --out")
    checkpoint = load_checkpoint(Registry([checkpoints]).find(name))
    data = FORMATS[format_name](checkpoint, rate)
    try:
        atomically(out, lambda partial: partial.write_bytes(data), on_disk=True)
    except OSError as error:
        raise ExportError(f"{out}: cannot be written ({error.strerror}); choose another --out") from error
    return len(data)


def _folder_fault(out: Path) -> int:
    """Why no file can be made here (an errno, 0: none), found before the work is done."""
    if out.is_dir():
        return errno.EISDIR
    if not out.parent.is_dir():
        return errno.ENOENT if not out.parent.exists() else errno.ENOTDIR
    return 0 if os.access(out.parent, os.W_OK) else errno.EACCES

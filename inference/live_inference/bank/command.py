"""``live-daemon bank list|play|add|keep|drop|order|merge|check|page DIR``: look at a bank, listen, choose loops."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from live_inference.bank.adding import add_dream, recording_of, why_no_recording
from live_inference.bank.checking import BankCheck, check_bank
from live_inference.bank.curating import DROPPED, chosen, drop, dropped_loops, keep, merge, order
from live_inference.bank.drawing import note_name
from live_inference.bank.files import read_loop
from live_inference.bank.loop_files import LOOP_RATE
from live_inference.bank.manifest import BankError, BankLoop, read_bank
from live_inference.command_line.arguments import seconds
from live_inference.command_line.entry import prepare_terminal, run_command
from live_inference.command_line.locking import BusyError
from live_inference.command_line.printable import printable
from live_inference.command_line.terminal import tell
from live_inference.files.expanding import expand_patterns
from live_models.arrays import FloatArray

Play = Callable[[FloatArray, int], None]

PAGE: Final = "bank.html"
PICTURE: Final = "bank.png"
FADE_S: Final = 0.02
SEAM_S: Final = 2.0
"""How long a loop is played on after its seam."""


def main(arguments: Sequence[str], play: Play, recordings: Sequence[Path] = (), live: Path = Path()) -> int:
    """Run an action and return the exit status: 1 for a user's mistake (one line on stderr) or an incomplete bank.

    ``play`` plays samples at a rate in Hz and returns at their end; its exceptions pass through.
    ``recordings``: folders where the recordings lie that dreams were made on; ``live``: that of live seeds.
    """
    prepare_terminal()
    options = _parser().parse_args(arguments)
    options.recordings, options.live = recordings, live
    return run_command(
        "live-daemon",
        lambda: int(_ACTIONS[options.action](options, play)),
        (BankError, BusyError),
        kept=lambda: f"the bank is whole ({options.bank})",
        memory="drop some of the loops",
    )


def write_pages(bank: Path) -> None:
    """Write ``bank.html`` and ``bank.png`` into a bank's folder.

    Raises:
        BankError: it is not a bank. OSError: the folder cannot be written.
    """
    from live_inference.bank.page import write_page
    from live_inference.bank.picture import draw_bank

    loops = _with_samples(bank, read_bank(bank))
    gone = _with_samples(bank / DROPPED, dropped_loops(bank))
    draw_bank(bank.resolve().name, loops, bank / PICTURE)
    write_page(bank, loops, gone, bank / PAGE)


def _list(options: argparse.Namespace, _: Play) -> int:
    loops, gone = read_bank(options.bank), dropped_loops(options.bank)
    if options.json:
        shown = {"loops": [_plain(loop) for loop in loops], "dropped": [_plain(loop) for loop in gone]}
        print(json.dumps(shown, indent=1))
        return 0
    wide = max([4, *(len(printable(loop.file)) for loop in [*loops, *gone])])
    print(f"      {'file':<{wide}}       s   LUFS  seam  clean  resembl  novelty  alive  pitches")
    for number, loop in enumerate(loops):
        print(_line(str(number), loop, wide))
    for loop in gone:
        print(_line("-", loop, wide))
    if gone:
        print(f"\n-: dropped; `live-daemon bank keep {printable(shlex.quote(str(options.bank)))} FILE` brings one back")
    return 0


def _play(options: argparse.Namespace, play: Play) -> int:
    loops = read_bank(options.bank)
    for loop in chosen(loops, options.loops, options.bank) if options.loops else loops:
        samples, remark = read_loop(options.bank / loop.file, loop, LOOP_RATE)
        if remark:
            tell(f"live-daemon: {remark}")
        length_s = samples.shape[-1] / LOOP_RATE + SEAM_S if options.seconds is None else options.seconds
        print(f"{loops.index(loop):4}  {printable(loop.file)}  {_notes(loop)}", flush=True)
        play(_repeated(samples, length_s), LOOP_RATE)
    return 0


def _drop(options: argparse.Namespace, _: Play) -> int:
    return _chose("dropped", drop(options.bank, options.loops), options)


def _keep(options: argparse.Namespace, _: Play) -> int:
    return _chose("brought back", keep(options.bank, options.loops), options)


def _chose(what: str, files: Sequence[str], options: argparse.Namespace) -> int:
    count = len(read_bank(options.bank))
    print(f"{what}: {printable(', '.join(files)) or 'nothing'}; the bank has {count} loop{'s' * (count != 1)}")
    return _renew(options)


def _order(options: argparse.Namespace, _: Play) -> int:
    print("\n".join(f"{number:4}  {printable(file)}" for number, file in enumerate(order(options.bank, options.loops))))
    return _renew(options)


def _add(options: argparse.Namespace, _: Play) -> int:
    for dream in expand_patterns(options.dreams):
        seed = recording_of(dream, options.recordings, options.live)
        row = add_dream(options.bank, dream, seed)
        called = "answers its seed" if seed else f"answers its own pitches ({printable(_why_no_seed(dream, options))})"
        print(f"{printable(row.file)}: {row.duration_s:.2f} s, {called}")
    return _renew(options)


def _why_no_seed(dream: Path, options: argparse.Namespace) -> str:
    return why_no_recording(dream, options.recordings, options.live)


def _merge(options: argparse.Namespace, _: Play) -> int:
    result = merge(options.bank, expand_patterns(options.others))
    for reason in result.left_out:
        print(printable(reason))
    print(f"{len(result.added)} loops added; the bank has {len(read_bank(options.bank))} loops")
    return _renew(options)


def _check(options: argparse.Namespace, _: Play) -> int:
    found = check_bank(options.bank)
    if options.json:
        print(json.dumps(found.to_json(), indent=1))
    else:
        _tell(found)
    return 0 if found.is_whole else 1


def _page(options: argparse.Namespace, _: Play) -> int:
    write_pages(options.bank)
    print(f"{printable(options.bank / PAGE)}\n{printable(options.bank / PICTURE)}")
    return 0


_ACTIONS: Final[dict[str, Callable[[argparse.Namespace, Play], int]]] = {
    "list": _list,
    "play": _play,
    "keep": _keep,
    "drop": _drop,
    "order": _order,
    "add": _add,
    "merge": _merge,
    "check": _check,
    "page": _page,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="live-daemon bank", description="Banks of loops: look, listen, choose.")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, help_text: str, loops: str | None = None) -> argparse.ArgumentParser:
        one = actions.add_parser(name, help=help_text, description=help_text)
        one.add_argument("bank", type=Path, metavar="DIR", help="folder with bank.json")
        if loops is not None:
            one.add_argument("loops", nargs=loops, metavar="LOOP", help="number as listed, or name of the file")
        return one

    action("list", "the loops with their scores").add_argument("--json", action="store_true", help="for machines")
    playing = action("play", "play loops, each until a little after its seam", "*")
    playing.add_argument("--seconds", type=seconds(0.1, 3600.0), help="how long to play each loop")
    action("keep", "bring dropped loops back to where they were", "+")
    action("drop", f"take loops out of the bank; their files go into DIR/{DROPPED}", "+")
    action("order", "put loops first, in the order in which they are named; the others follow as they were", "+")
    adding = action("add", "make loops of dreams and append them to the bank (created if it does not exist)")
    adding.add_argument("dreams", nargs="+", type=Path, metavar="DREAM", help="sound file of a dream")
    others = action("merge", "copy the loops of other banks into this one (created if it does not exist)")
    others.add_argument("others", nargs="+", type=Path, metavar="OTHER", help="bank to copy from")
    action("check", "is every file there and as it was made?").add_argument(
        "--json", action="store_true", help="for machines"
    )
    action("page", f"write {PAGE} (look, listen, choose) and {PICTURE} into DIR")
    return parser


def _renew(options: argparse.Namespace) -> int:
    """Rewrite the page if there is one, so that it does not show loops that are gone."""
    if (options.bank / PAGE).exists():
        write_pages(options.bank)
    return 0


def _with_samples(bank: Path, loops: Sequence[BankLoop]) -> list[tuple[BankLoop, FloatArray | None]]:
    found: list[tuple[BankLoop, FloatArray | None]] = []
    for loop in loops:
        try:
            found.append((loop, read_loop(bank / loop.file, loop, LOOP_RATE)[0]))
        except BankError:
            found.append((loop, None))
    return found


def _repeated(loop: FloatArray, length_s: float) -> FloatArray:
    """The loop as long as it is to be heard, faded at both ends. Shape: `[frames]` or `[2, frames]`"""
    frames = round(length_s * LOOP_RATE)
    sound = loop.take(np.arange(frames), axis=-1, mode="wrap")  # repeats as often as needed
    fade = np.linspace(0.0, 1.0, min(frames // 2, round(FADE_S * LOOP_RATE)), dtype=np.float32)
    sound[..., : len(fade)] *= fade
    sound[..., frames - len(fade) :] *= fade[::-1]
    return sound


def _tell(found: BankCheck) -> None:
    for number, one in enumerate(found.loops):
        print(
            f"{number:4}  {printable(one.file)}: {one.state}"
            + "".join(f"\n      {printable(remark)}" for remark in one.remarks)
        )
    for name in found.unlisted:
        print(f"      {printable(name)}: is in the folder, but not in the bank")
    bad = sum(one.state in ("missing", "damaged") for one in found.loops)
    print(f"\n{len(found.loops)} loops, {bad} missing or damaged" + ("" if bad else ": the bank is whole"))


def _line(number: str, loop: BankLoop, wide: int) -> str:
    shown = [_figure(loop.scores.get(name)) for name in ("artifacts", "resemblance", "novelty", "stuck")]
    clean, resemblance, novelty, alive = shown
    loudness = "   –" if loop.loudness_lufs is None else f"{loop.loudness_lufs:5.1f}"
    return (
        f"{number:>4}  {printable(loop.file):<{wide}}  {loop.duration_s:6.2f}  {loudness:>5}  {_figure(loop.seam)}   "
        f"{clean}     {resemblance}     {novelty}   {alive}  {_notes(loop)}"
    )


def _figure(value: Any) -> str:
    return f"{value:4.2f}" if isinstance(value, int | float) else "   –"


def _notes(loop: BankLoop) -> str:
    return " ".join(note_name(hz) for hz in loop.pitches_hz if hz > 0)


def _plain(loop: BankLoop) -> dict[str, Any]:
    return {name: value for name in BankLoop.__slots__ if (value := getattr(loop, name)) is not None}

"""``live-daemon midi list|learn``: lists the inputs, and writes a settings line for the knob that is moved."""

from __future__ import annotations

import json
import queue
import shlex
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from live_daemon.midi.learning import Learner
from live_daemon.midi.mapping import MappingError, MidiEvent, check_mappings, is_range, parse_mapping
from live_daemon.midi.ports import LOOK_S, Inputs, MidiEndedError, MidiUnavailableError, open_client
from live_daemon.osc.addresses import INCOMING, ROOT
from live_daemon.settings import Settings, SettingsError, change_settings, load_settings
from live_inference.command_line.printable import printable
from live_inference.command_line.spelling import did_you_mean


def list_inputs(settings: Settings, *, as_json: bool, client: Callable[[], Any] = open_client) -> int:
    """Print the inputs and the lines of ``[midi] map``; return the exit status.

    Raises:
        SettingsError: MIDI cannot be used; one line.
    """
    inputs = _opened(settings, lambda _event: None, client)
    names = inputs.names()
    inputs.close()
    if as_json:
        print(json.dumps({"inputs": names, "map": settings.midi.map}))
        return 0
    print("\n".join(map(printable, names)) if names else "no MIDI input found; plug a device in")
    for line in settings.midi.map:
        print(f"  {printable(line)}")
    return 0


def learn(settings: Settings, file: Path | None, words: Sequence[str], client: Callable[[], Any] = open_client) -> int:
    """Wait until a control is moved, and map it to an address; without an address only show events, until Ctrl-C.

    The line is written into the settings file, or printed if none was named. Return the exit status.

    Raises:
        SettingsError: MIDI is unavailable, the address is unknown, or the file cannot be written.
    """
    target = _target(words) if words else ""
    events: queue.Queue[MidiEvent] = queue.Queue()
    inputs = _opened(settings, events.put, client)
    print("move a knob, press a pedal or a key (Ctrl-C ends) ..." if target else "incoming events (Ctrl-C ends):")
    try:
        event = _wait(inputs, events, Learner(_follows(target)) if target else None)
    except KeyboardInterrupt:
        return 0
    except MidiEndedError as error:
        raise SettingsError(f"midi learn: {error}") from error
    finally:
        inputs.close()
    line = f"{event.kind} {event.number} = {target}"
    try:
        parse_mapping(line)
    except MappingError as error:
        raise SettingsError(f"midi learn: {error}") from error
    if file is None:
        shown = json.dumps(line, ensure_ascii=False)  # TOML writes it the same way
        print(f"write this into your settings file (--settings FILE does it for you):\n[midi]\nmap = [{shown}]")
        return 0
    print(_write(file, line))
    return 0


def _opened(settings: Settings, on_event: Callable[[MidiEvent], None], client: Callable[[], Any]) -> Inputs:
    try:
        return Inputs(settings.midi.input, on_event, lambda text: print(printable(text)), client)
    except MidiUnavailableError as error:
        raise SettingsError(str(error)) from error


def _follows(target: str) -> bool:
    """Whether an argument follows the knob."""
    return any(is_range(word) for word in shlex.split(target)[1:])


def _wait(inputs: Inputs, events: queue.Queue[MidiEvent], learner: Learner | None) -> MidiEvent:
    """Show every event; return the one that shows which control is meant (without a learner: never return)."""
    while True:
        inputs.look()
        try:
            event = events.get(timeout=LOOK_S)
        except queue.Empty:
            meant = learner.settled(time.monotonic()) if learner else None
        else:
            print(event)
            meant = learner.hear(event, time.monotonic()) if learner else None
        if meant is not None:
            return meant


def _target(words: Sequence[str]) -> str:
    """Return address and arguments; the first missing argument follows the knob through its range in the table."""
    row = INCOMING.get(words[0])
    if row is None:
        meant = did_you_mean(words[0], INCOMING, prefix=f"{ROOT}/")
        raise SettingsError(f"midi learn: {words[0]} is not an address; {meant or '`live-daemon osc` lists them'}")
    said = [shlex.quote(word) for word in words]
    needed = [argument for argument in row.arguments if not argument.optional]
    if len(words) - 1 < len(needed):
        missing = needed[len(words) - 1]
        if missing.minimum is None or missing.maximum is None:
            raise SettingsError(f"midi learn: {words[0]} takes {row.usage}: say {missing.name} ({missing.meaning})")
        said.append(f"{missing.minimum:.10g}..{missing.maximum:.10g}")
    return " ".join(said)


def _write(file: Path, line: str) -> str:
    """Add one line to ``[midi] map``; the rest of the file, comments included, stays as it is."""
    lines = load_settings(file if file.exists() else None).midi.map
    if line in lines:
        return f"{printable(file)} already contains {printable(line)}"
    change_settings(file, {"midi.map": [*lines, line]}, check_mappings)
    return f"{printable(file)}: {printable(line)}\nrestart `live-daemon run` with this file to use it"

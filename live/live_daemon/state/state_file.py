"""The state that a controller finds again when it comes back, written after every change that matters."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from live_daemon.loops.follower import FOLLOWER_KEYS
from live_daemon.loops.mixer_state import LoopMixerState
from live_daemon.osc.addresses import CONTROLS, INCOMING, VALUES, OscRefusedError, OscValue
from live_daemon.settings import PathSettings, range_of
from live_daemon.state.dream_numbers import HIGHEST
from live_daemon.state.live_state import LiveState
from live_daemon.state.place import LARGEST, STATE_FILE
from live_daemon.takes.arrivals import FileKey
from live_inference.command_line.notes import HIGHEST_SAID, LOWEST_SAID, MOST_SAID
from live_inference.command_line.printable import printable
from live_inference.files.dreams import atomically, highest_dream_id
from live_inference.files.reading import (
    FieldError,
    FileError,
    FileMissingError,
    Length,
    Within,
    checked,
    read_json,
    shown,
)
from live_inference.worker.messages import DreamOrder

LARGEST_ARENA = int(range_of("audio.arena_s").maximum * range_of("audio.sample_rate").maximum)

DreamNumber = Annotated[int, Within(1, HIGHEST)]


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What counts of another session's state."""

    session: str
    next_id: DreamNumber


@dataclass(slots=True)
class ControllerState:
    """Everything that the controller knows and the audio record does not.

    Attributes:
        session: one run of the supervisor.
        mixer: called `stage` in files up to 2026.
        pitches: those that were said, as MIDI numbers; see `SaidPitches`.
        watched_since_s: since when the recordings folder is watched, by the system's time.
        failed_effects: those that crashed, hung or cannot be used, and why: they are not tried again.
        dreams_in_effect: those whose files go through an effect now, and are told when they have.
        panics: the last panic that this state knows of. If the record has another one, nothing of it may sound.
    """

    session: str = ""
    next_id: DreamNumber = 1
    model: str = ""
    bank: str = ""
    mixer: LoopMixerState = field(default_factory=LoopMixerState)
    at_worker: list[DreamOrder] = field(default_factory=list)
    waiting: list[DreamOrder] = field(default_factory=list)
    awaited: list[DreamOrder] = field(default_factory=list)
    given_up: dict[DreamNumber, str] = field(default_factory=dict)
    dreams: dict[DreamNumber, str] = field(default_factory=dict)
    taken: list[FileKey] = field(default_factory=list)
    watched_since_s: float = 0.0
    controls: dict[str, float | str] = field(default_factory=dict)
    pitches: Annotated[list[Annotated[float, Within(LOWEST_SAID, HIGHEST_SAID)]], Length(0, MOST_SAID)] = field(
        default_factory=list
    )
    live: LiveState = field(default_factory=LiveState)
    failed_effects: dict[str, str] = field(default_factory=dict)
    dreams_in_effect: list[DreamNumber] = field(default_factory=list)
    panics: int = 0


def save_state(folder: Path, state: ControllerState) -> None:
    """Write the state by the user alone.

    Raises:
        OSError: the folder cannot be written.
    """
    text = json.dumps(dataclasses.asdict(state))
    atomically(folder / STATE_FILE, lambda partial: partial.write_text(text, encoding="utf-8"), private=True)


def load_state(
    folder: Path,
    session: str,
    arena_frames: int = LARGEST_ARENA,
    tell: Callable[[str], None] = lambda _: None,
) -> ControllerState | None:
    """Return the state that an earlier controller of this session left, or None.

    Of another session's state only the dream numbers count: it says nothing about what sounds now. The same goes for a
    damaged one (by a full disk, another version, a person). ``tell`` gets the fault, in one line.
    """
    file = folder / STATE_FILE
    try:
        raw = read_json(file, LARGEST)
    except FileMissingError:
        return None
    except FileError as error:
        tell(f"{error}; what was loaded before is forgotten")
        return None
    try:
        if checked(_Beginning, raw).session != session:
            return ControllerState(next_id=checked(_Beginning, raw).next_id)
        state = checked(ControllerState, _with_new_names(raw))
        _check_places(state, arena_frames)
        _check_values("mixer.follower", state.mixer.follower, FOLLOWER_KEYS)
        _check_values("controls", state.controls, CONTROLS)
        _check_bands(state.mixer.bands)
    except FieldError as error:
        tell(f"{printable(file)}: {error}; what was loaded before is forgotten")
        try:
            return ControllerState(next_id=checked(_Beginning, raw).next_id)
        except FieldError:
            return None
    return state


def _with_new_names(raw: object) -> object:
    if isinstance(raw, dict) and "stage" in raw and "mixer" not in raw:
        return {**raw, "mixer": raw["stage"]}
    return raw


def find_state(
    paths: PathSettings, session: str, arena_frames: int, next_number: int, tell: Callable[[str], None]
) -> ControllerState:
    """Return what an earlier controller left (see `load_state`), or a fresh state; no dream's number is used twice.

    ``next_number``: from `DreamNumbers`.
    """
    state = load_state(Path(paths.state), session, arena_frames, tell) or ControllerState()
    numbers = [state.next_id, next_number, 1 + _highest_order(state)]
    if state.session != session:  # a lost state must not overwrite a dream
        numbers.append(1 + highest_dream_id(Path(paths.dreams)))
    state.next_id = max(numbers)
    return state


def _highest_order(state: ControllerState) -> int:
    """Return the highest number of a dream in a state; 0 when there is none."""
    orders = (*state.at_worker, *state.waiting, *state.awaited)
    return max((*(order.id for order in orders), *state.dreams, *state.given_up), default=0)


def _check_places(state: ControllerState, arena_frames: int) -> None:
    """Refuse ranges outside the arena: they would be read and written."""
    mixer = state.mixer
    places = [loop.place for loop in mixer.loops] + [voice.place for voice in mixer.voices]
    places += [loop.copy for loop in mixer.loops if loop.copy is not None]
    places += [place for copy in mixer.copies for place in (copy.source, copy.at)]
    orders = (*state.at_worker, *state.waiting, *state.awaited)
    places += [place for order in orders for place in (order.voice, order.loop, order.seed) if place is not None]
    for place in places:
        if place.end > arena_frames:
            raise FieldError(f"places must lie in the arena of {arena_frames} frames, found {place}")
    for loop in mixer.loops:
        if loop.sounding_frames > min(loop.place.frames, loop.heard.frames):
            raise FieldError(f"a loop's sounding_frames must lie in its place, found {loop.sounding_frames}")
    for voice in mixer.voices:
        if voice.filled > voice.place.frames:
            raise FieldError(f"a voice's filled frames must lie in its place, found {voice.filled}")


def _check_values(what: str, values: Mapping[str, OscValue], known: Iterable[str]) -> None:
    """Refuse values that their OSC address does not allow: they are sent to whoever asks for the state."""
    for name, value in values.items():
        if name not in known:
            raise FieldError(f"{what} must name {', '.join(known)}, found {shown(name)}")
        try:
            INCOMING[VALUES[name]].check((value,))
        except OscRefusedError as error:
            raise FieldError(f"{what}.{name}: {error}") from None


def _check_bands(bands: list[float] | None) -> None:
    if bands and len(set(bands)) < len(bands):
        raise FieldError("mixer.bands must differ from each other")

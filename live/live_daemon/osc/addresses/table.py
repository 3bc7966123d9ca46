"""All rows in one table, look-ups in it, and the check of incoming messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from live_daemon.osc.addresses.controls import PITCHES
from live_daemon.osc.addresses.controls import ROWS as CONTROL_ROWS
from live_daemon.osc.addresses.dreams import ROWS as DREAM_ROWS
from live_daemon.osc.addresses.follower import ROWS as FOLLOWER_ROWS
from live_daemon.osc.addresses.live import LIVE, MANNER
from live_daemon.osc.addresses.live import ROWS as LIVE_ROWS
from live_daemon.osc.addresses.live_input import ROWS as LIVE_INPUT_ROWS
from live_daemon.osc.addresses.live_input import TOLD as LIVE_INPUT_TOLD
from live_daemon.osc.addresses.loops import EFFECT
from live_daemon.osc.addresses.loops import ROWS as LOOP_ROWS
from live_daemon.osc.addresses.models_and_banks import ROWS as MODEL_AND_BANK_ROWS
from live_daemon.osc.addresses.told import ROWS as TOLD_ROWS
from live_daemon.osc.rules import Address, OscRefusedError, OscValue
from live_inference.command_line.spelling import did_you_mean

ROOT: Final = "/dream"

OSC_ADDRESSES: Final[tuple[Address, ...]] = (
    *DREAM_ROWS,
    *LIVE_INPUT_ROWS,
    *LIVE_ROWS,
    MANNER,
    *MODEL_AND_BANK_ROWS,
    *LOOP_ROWS,
    *FOLLOWER_ROWS,
    *CONTROL_ROWS,
    PITCHES,
    *TOLD_ROWS,
    *LIVE_INPUT_TOLD,
    LIVE,
)
INCOMING: Final[dict[str, Address]] = {row.path: row for row in OSC_ADDRESSES if row.direction == "in"}
OUTGOING: Final[dict[str, Address]] = {row.path: row for row in OSC_ADDRESSES if row.direction == "out"}

CONTROLS: Final[dict[str, str]] = {row.value_name: row.path for row in CONTROL_ROWS if row.arguments}
"""Addresses of the dreams' controls by their names, which are those of `live_models.contract.generator.Controls`."""

LEVELS: Final[dict[str, str]] = {
    f"{kind}_level": f"{ROOT}/level/{kind}" for kind in ("dreams", "loops")
}  # fmt: skip
"""Addresses of the levels of all dreams and of all loops, by what they set in `LoopMixerState`."""

VALUES: Final[dict[str, str]] = {
    row.value_name: row.path
    for row in FOLLOWER_ROWS
    if row.setting and len(row.arguments) == 1 and not row.arguments[0].repeated
} | CONTROLS | {"pitches": PITCHES.path, "manner": MANNER.path} | LEVELS  # fmt: skip
"""Addresses that set a value of the follower or of the dreams, by its name: the daemon tells them back."""

LOOP_VALUES: Final[dict[str, str]] = {row.path: row.loop_value for row in LOOP_ROWS if row.loop_value}
"""The attribute of a loop that each address sets."""

FREQUENT: Final[frozenset[str]] = frozenset(row.path for row in OUTGOING.values() if row.is_frequent)
"""What comes many times a second: the black box and clients that asked once do not get it."""

LOOP_STATE: Final[frozenset[str]] = frozenset({*LOOP_VALUES, EFFECT.path})
"""Addresses that set something of one loop, and are told with what counts for it."""

STATE: Final[tuple[str, ...]] = (*LOOP_VALUES, *VALUES.values())
"""What answers `/dream/state`: addresses that set something, sent by the daemon with the value that counts (and
`/dream/loop/effect` where effects are listed)."""

_PATTERN_SIGNS: Final = "*?[]{}"
_PATTERN: Final = frozenset(_PATTERN_SIGNS)


class UnknownAddressError(OscRefusedError):
    """An address that the daemon does not know; the text suggests the nearest known ones."""

    def __str__(self) -> str:
        """Compare only where the text is read: a flood of unknown addresses is told ten times a second."""
        path = str(self.args[0])
        if path in OUTGOING:
            return f"{path}: unknown address; live-daemon sends it, but does not receive it"
        meant = did_you_mean(path, INCOMING, prefix=f"{ROOT}/")
        return f"{path}: unknown address; {meant or '`live-daemon osc` lists the known ones'}"


def check_incoming(path: str, values: Sequence[object]) -> tuple[OscValue, ...]:
    """Return the checked arguments of a message to the daemon.

    Raises:
        OscRefusedError: unknown address (the nearest known ones are named) or arguments that the table refuses.
    """
    row = INCOMING.get(path)
    if row is None and set(path) & _PATTERN:
        raise OscRefusedError(
            f"{path}: address patterns ({_PATTERN_SIGNS}) are not matched; send each address by its name"
        )
    if row is None:
        raise UnknownAddressError(path)
    return row.check(values)

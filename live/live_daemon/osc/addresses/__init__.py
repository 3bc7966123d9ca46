"""The one table of OSC addresses: dispatch, ranges, examples, help pages, documentation, patches and tests read it.

One module for each subject holds its rows. Numbers are flat, booleans are 0/1, paths use forward slashes. Pd sends
every number as a float and Max sends what the user typed, so a whole float is taken for an int and an int for a float.
"""

from live_daemon.osc.addresses.table import (
    CONTROLS,
    FREQUENT,
    INCOMING,
    LEVELS,
    LOOP_STATE,
    LOOP_VALUES,
    OSC_ADDRESSES,
    OUTGOING,
    ROOT,
    STATE,
    VALUES,
    UnknownAddressError,
    check_incoming,
)
from live_daemon.osc.addresses.told import FALLBACK_STEPS
from live_daemon.osc.rules import Address, Argument, OscRefusedError, OscValue
from live_daemon.settings import LAYERS, MAX_LOOPS
from live_inference.worker.control_ranges import SAMPLING

__all__ = [
    "CONTROLS",
    "FALLBACK_STEPS",
    "FREQUENT",
    "INCOMING",
    "LAYERS",
    "LEVELS",
    "LOOP_STATE",
    "LOOP_VALUES",
    "MAX_LOOPS",
    "OSC_ADDRESSES",
    "OUTGOING",
    "ROOT",
    "SAMPLING",
    "STATE",
    "VALUES",
    "Address",
    "Argument",
    "OscRefusedError",
    "OscValue",
    "UnknownAddressError",
    "check_incoming",
]

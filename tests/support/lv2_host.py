"""An LV2 host in ctypes for the bridge's library, without its Turtle files: ports by their number."""

from __future__ import annotations

import ctypes as c
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CONTROLS = ("bypass", "dry", "dreams", "loops", "influence", "temperature", "record", "panic", "state")
FIRST_CONTROL, LATENCY, FREE_WHEELING = 4, 13, 14
NUM_PORTS, NUM_LOOPS = 15, 8
"""Ports of the plugin with the main outputs alone, and those that the second one has besides."""
ATOM_INT = b"http://lv2plug.in/ns/ext/atom#Int"
MOST_FRAMES = b"http://lv2plug.in/ns/ext/buf-size#maxBlockLength"
NOMINAL_FRAMES = b"http://lv2plug.in/ns/ext/buf-size#nominalBlockLength"
OPTIONS_INTERFACE = b"http://lv2plug.in/ns/ext/options#interface"


class _Feature(c.Structure):
    _fields_ = [("uri", c.c_char_p), ("data", c.c_void_p)]


class _Map(c.Structure):
    _fields_ = [("handle", c.c_void_p), ("map", c.CFUNCTYPE(c.c_uint32, c.c_void_p, c.c_char_p))]


class _Option(c.Structure):
    _fields_ = [
        ("context", c.c_uint32),
        ("subject", c.c_uint32),
        ("key", c.c_uint32),
        ("size", c.c_uint32),
        ("type", c.c_uint32),
        ("value", c.c_void_p),
    ]


class _Options(c.Structure):
    _fields_ = [
        ("get", c.CFUNCTYPE(c.c_uint32, c.c_void_p, c.POINTER(_Option))),
        ("set", c.CFUNCTYPE(c.c_uint32, c.c_void_p, c.POINTER(_Option))),
    ]


class _Descriptor(c.Structure):
    _fields_ = [
        ("uri", c.c_char_p),
        ("instantiate", c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_double, c.c_char_p, c.POINTER(c.POINTER(_Feature)))),
        ("connect_port", c.CFUNCTYPE(None, c.c_void_p, c.c_uint32, c.c_void_p)),
        ("activate", c.CFUNCTYPE(None, c.c_void_p)),
        ("run", c.CFUNCTYPE(None, c.c_void_p, c.c_uint32)),
        ("deactivate", c.CFUNCTYPE(None, c.c_void_p)),
        ("cleanup", c.CFUNCTYPE(None, c.c_void_p)),
        ("extension_data", c.CFUNCTYPE(c.c_void_p, c.c_char_p)),
    ]


class Lv2Plugin:
    """One instance. `controls[name]` and `latency` are live; ``most_frames``: what the host says, None: nothing.

    ``which``: 0 has the main outputs alone, 1 the loops apart as well. ``nominal_frames``: its usual block.
    """

    def __init__(
        self,
        library: Path,
        sample_rate: float,
        most_frames: int | None,
        which: int = 0,
        nominal_frames: int | None = None,
    ) -> None:
        entry = c.CDLL(str(library)).lv2_descriptor
        entry.restype = c.POINTER(_Descriptor)
        assert not entry(2)
        self._about = entry(which).contents
        self._num_outputs = 2 + NUM_LOOPS * which
        known: dict[bytes, int] = {}
        mapping = _Map(None, type(_Map().map)(lambda _, uri: known.setdefault(uri, len(known) + 1)))
        self._kind, self._nominal = mapping.map(None, ATOM_INT), mapping.map(None, NOMINAL_FRAMES)
        lengths = ((mapping.map(None, MOST_FRAMES), most_frames), (self._nominal, nominal_frames))
        values = [(key, c.c_int32(frames)) for key, frames in lengths if frames is not None]
        options = (_Option * 4)(
            _Option(0, 0, 99, 4, self._kind, None),  # of somebody else
            *(_Option(0, 0, key, 4, self._kind, c.addressof(value)) for key, value in values),
        )
        features = [
            _Feature(b"http://lv2plug.in/ns/ext/urid#map", c.addressof(mapping)),
            _Feature(b"http://lv2plug.in/ns/ext/options#options", c.addressof(options)),
        ]
        given = (c.POINTER(_Feature) * 3)(*[c.pointer(one) for one in features], None)
        self._handle = self._about.instantiate(c.byref(self._about), sample_rate, b"/", given)
        assert self._handle
        usual = (0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, -1.0, 0.0)
        self._values = np.array(usual, np.float32)
        for index in range(len(usual)):
            self._connect(FIRST_CONTROL + index, self._values[index:])
        assert FIRST_CONTROL + len(usual) == NUM_PORTS

    def _connect(self, port: int, values: NDArray[np.float32]) -> None:
        self._about.connect_port(self._handle, port, values.ctypes.data)

    def set(self, **values: float) -> None:
        for name, value in values.items():
            self._values[CONTROLS.index(name)] = value

    @property
    def state(self) -> float:
        return float(self._values[CONTROLS.index("state")])

    @property
    def latency(self) -> int:
        return int(self._values[LATENCY - FIRST_CONTROL])

    def set_nominal(self, frames: int) -> int:
        """Say that blocks are as long from now on; returns the plugin's answer, 0 for yes."""
        interface = c.cast(self._about.extension_data(OPTIONS_INTERFACE), c.POINTER(_Options)).contents
        value = c.c_int32(frames)
        options = (_Option * 2)(_Option(0, 0, self._nominal, 4, self._kind, c.addressof(value)))
        return int(interface.set(self._handle, options))

    def free_wheel(self, on: bool) -> None:
        self._values[FREE_WHEELING - FIRST_CONTROL] = on

    def activate(self) -> None:
        self._about.activate(self._handle)

    def run(self, block: NDArray[np.float32], in_place: bool = False) -> NDArray[np.float32]:
        """Shapes: (2, frames), returns (outputs, frames); in place the main outputs are the inputs."""
        heard = np.array(block, np.float32)
        made = np.full((self._num_outputs, heard.shape[1]), 777.0, np.float32)
        main = heard if in_place else made
        for channel in range(2):
            self._connect(channel, heard[channel])
            self._connect(2 + channel, main[channel])
        for group in range(self._num_outputs - 2):
            self._connect(NUM_PORTS + group, made[2 + group])
        self._about.run(self._handle, heard.shape[1])
        made[:2] = main[:2]
        return made

    def play(self, sound: NDArray[np.float32], sizes: Sequence[int], in_place: bool = False) -> NDArray[np.float32]:
        made, begin = [], 0
        while begin < sound.shape[1]:
            size = sizes[len(made) % len(sizes)]
            made.append(self.run(sound[:, begin : begin + size], in_place))
            begin += size
        return np.concatenate(made, axis=1)

    def deactivate(self) -> None:
        self._about.deactivate(self._handle)

    def close(self) -> None:
        self._about.cleanup(self._handle)

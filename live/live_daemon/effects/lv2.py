"""An LV2 host for sound that is known in advance: one plugin, block after block, faster or slower than real time.

Written from the LV2 1.18 specification (lv2plug.in: core, urid, options, buf-size, worker, atom). What a plugin asks
its worker to do is done at once, as the worker extension allows a host that does not run in real time. *The effect
process alone*: a plugin may crash or never return.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Mapping
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_float, c_int32, c_uint32, c_void_p
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from live_daemon.effects.hosting import BLOCK, Channels, EffectError, check_controls
from live_daemon.effects.lilv import CORE, Lilv, Port

_ATOM_BYTES: Final = 1 << 18

_EXT: Final = "http://lv2plug.in/ns/ext/"
_BUF_SIZE, _OPTIONS, _WORKER = _EXT + "buf-size#", _EXT + "options#", _EXT + "worker#"
_URID: Final = _EXT + "urid#"
_ATOM: Final = _EXT + "atom#"


class _Feature(Structure):
    _fields_ = (("uri", c_char_p), ("data", c_void_p))


class _Descriptor(Structure):
    _fields_ = (
        ("uri", c_char_p),
        ("instantiate", c_void_p),
        ("connect_port", CFUNCTYPE(None, c_void_p, c_uint32, c_void_p)),
        ("activate", CFUNCTYPE(None, c_void_p)),
        ("run", CFUNCTYPE(None, c_void_p, c_uint32)),
        ("deactivate", CFUNCTYPE(None, c_void_p)),
        ("cleanup", CFUNCTYPE(None, c_void_p)),
        ("extension_data", CFUNCTYPE(c_void_p, c_char_p)),
    )


_Map = CFUNCTYPE(c_uint32, c_void_p, c_char_p)
_Unmap = CFUNCTYPE(c_void_p, c_void_p, c_uint32)
_Respond = CFUNCTYPE(c_int32, c_void_p, c_uint32, c_void_p)
_Schedule = CFUNCTYPE(c_int32, c_void_p, c_uint32, c_void_p)


class _WithHandle(Structure):
    """LV2_URID_Map, LV2_URID_Unmap and LV2_Worker_Schedule: a handle and a function."""

    _fields_ = (("handle", c_void_p), ("function", c_void_p))


class _Option(Structure):
    _fields_ = (
        ("context", c_uint32),
        ("subject", c_uint32),
        ("key", c_uint32),
        ("size", c_uint32),
        ("type", c_uint32),
        ("value", c_void_p),
    )


class _WorkerInterface(Structure):
    _fields_ = (
        ("work", CFUNCTYPE(c_int32, c_void_p, _Respond, c_void_p, c_uint32, c_void_p)),
        ("work_response", CFUNCTYPE(c_int32, c_void_p, c_uint32, c_void_p)),
        ("end_run", CFUNCTYPE(c_int32, c_void_p)),
    )


class _Sequence(Structure):
    """The head of an LV2_Atom_Sequence: its size behind the first two words, its type, then unit and padding."""

    _fields_ = (("size", c_uint32), ("type", c_uint32), ("unit", c_uint32), ("padding", c_uint32))


class _Features:
    """What we offer a plugin. Everything here must live as long as the plugin's instance."""

    def __init__(self, sample_rate: float):
        self._urids: dict[bytes, int] = {}
        self._texts: dict[int, Any] = {}
        self.schedule: Callable[[int, int], int] = lambda _size, _data: 1  # LV2_WORKER_ERR_UNKNOWN before the start
        self._keep: list[Any] = []
        offered: dict[str, Any] = {
            _URID + "map": self._with_handle(_Map(lambda _, uri: self.urid(uri))),
            _URID + "unmap": self._with_handle(_Unmap(self._uri_of)),
            _OPTIONS + "options": self._options(sample_rate),
            _WORKER + "schedule": self._with_handle(_Schedule(lambda _, size, data: self.schedule(size, data))),
            _BUF_SIZE + "boundedBlockLength": None,
            _BUF_SIZE + "fixedBlockLength": None,
            _BUF_SIZE + "powerOf2BlockLength": None,
            CORE + "inPlaceBroken": None,  # inputs and outputs never share a buffer
        }
        self.uris = frozenset(offered)
        features = [_Feature(uri.encode(), ctypes.addressof(data) if data else None) for uri, data in offered.items()]
        self._keep += features
        self.array = (POINTER(_Feature) * (len(features) + 1))(*(ctypes.pointer(one) for one in features))

    def urid(self, uri: bytes | str) -> int:
        """Return the number of a URI, the same each time."""
        text = uri.encode() if isinstance(uri, str) else uri
        return self._urids.setdefault(text, len(self._urids) + 1)

    def _uri_of(self, _: int, urid: int) -> int | None:
        found = next((uri for uri, number in self._urids.items() if number == urid), None)
        if found is None:
            return None
        text = self._texts.setdefault(urid, ctypes.create_string_buffer(found))
        return ctypes.addressof(text)

    def _with_handle(self, function: Any) -> _WithHandle:
        data = _WithHandle(None, ctypes.cast(function, c_void_p))
        self._keep += [function, data]
        return data

    def _options(self, sample_rate: float) -> Any:
        ints = {_BUF_SIZE + f"{which}BlockLength": BLOCK for which in ("min", "max", "nominal")}
        ints[_BUF_SIZE + "sequenceSize"] = _ATOM_BYTES
        values: list[tuple[str, str, Any]] = [(key, _ATOM + "Int", c_int32(value)) for key, value in ints.items()]
        values.append((_EXT + "parameters#sampleRate", _ATOM + "Float", c_float(sample_rate)))
        options = (_Option * (len(values) + 1))()
        for option, (key, kind, value) in zip(options, values, strict=False):
            option.key, option.type, option.size = self.urid(key), self.urid(kind), 4
            option.value = ctypes.addressof(value)
        self._keep += [values, options]
        return options


class _Worker:
    """Does at once what a plugin schedules, and delivers the responses after the block."""

    def __init__(self, descriptor: _Descriptor, handle: int):
        self._handle = handle
        found = descriptor.extension_data(_WORKER.encode() + b"interface") if descriptor.extension_data else None
        self._interface = ctypes.cast(found, POINTER(_WorkerInterface)).contents if found else None
        self._responses: list[bytes] = []
        self._respond = _Respond(self._keep_response)

    def schedule(self, size: int, data: int) -> int:
        """Do a piece of work; return an LV2_Worker_Status."""
        if self._interface is None:
            return 1
        return int(self._interface.work(self._handle, self._respond, None, size, data))

    def deliver(self) -> None:
        """Hand over the responses. Called after each run."""
        if self._interface is None:
            return
        responses, self._responses = self._responses, []
        for response in responses:
            if self._interface.work_response:
                self._interface.work_response(self._handle, len(response), response)
        if self._interface.end_run:
            self._interface.end_run(self._handle)

    def _keep_response(self, _: int, size: int, data: int) -> int:
        self._responses.append(ctypes.string_at(data, size) if size else b"")
        return 0


class Lv2Effect:
    """A plugin that runs: call `process` with one block after the other."""

    def __init__(self, uri: str, controls: Mapping[str, float], sample_rate: float):
        """Load the plugin; ``controls`` by the symbols of its ports, the others as the plugin says.

        Raises:
            EffectError: not installed, not an effect, a feature that we lack, an unknown control, a value out of range.
        """
        self._plugin = Lilv().plugin(uri)
        self._uri = uri
        self._features = _Features(sample_rate)
        lacking = sorted(set(self._plugin.required_features) - self._features.uris)
        if lacking:
            raise EffectError(f"the LV2 plugin {uri} requires {', '.join(lacking)}, which live-daemon does not offer")
        self._ports = self._plugin.ports
        values = _control_values(uri, self._ports, controls, sample_rate)
        instance = self._plugin.instantiate(sample_rate, self._features.array)
        self._handle = instance.handle
        self._descriptor = ctypes.cast(instance.descriptor, POINTER(_Descriptor)).contents
        self._worker = _Worker(self._descriptor, self._handle)
        self._features.schedule = self._worker.schedule
        self._channels = Channels()
        self._sequences: list[tuple[Any, bool]] = []
        self._latency: NDArray[np.float32] | None = None
        self._buffers = [self._connected(number, port, values) for number, port in enumerate(self._ports)]
        if not (self._channels.inputs and self._channels.outputs):
            raise EffectError(f"the LV2 plugin {uri} has no audio input or no audio output: it is no effect")
        if self._descriptor.activate:
            self._descriptor.activate(self._handle)

    @property
    def latency(self) -> int:
        """By how many frames the output is late, as the plugin said in its last block."""
        if self._latency is None or not math.isfinite(self._latency[0]):
            return 0
        return max(0, round(float(self._latency[0])))

    @property
    def tail(self) -> int:
        """LV2 plugins say nothing of it."""
        return 0

    @property
    def is_stereo(self) -> bool:
        """Whether it takes two channels and gives two."""
        return self._channels.is_stereo

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return what becomes of the next block, late by `latency`.

        Shape: block and returned (BLOCK,), or (2, BLOCK) if `is_stereo`.
        """
        self._channels.give(block)
        for buffer, is_input in self._sequences:
            head = _Sequence.from_buffer(buffer)
            head.size = 8 if is_input else _ATOM_BYTES - 8
            head.type = self._features.urid(_ATOM + ("Sequence" if is_input else "Chunk"))
            head.unit = head.padding = 0
        self._descriptor.run(self._handle, BLOCK)
        self._worker.deliver()
        return self._channels.taken(block)

    def _connected(self, number: int, port: Port, values: Mapping[str, float]) -> Any:
        """Connect a port; return its buffer, which must live as long as we do."""
        buffer: Any
        if port.kind == "control":
            buffer = np.full(1, values.get(port.symbol, 0.0), np.float32)
            self._latency = buffer if port.latency else self._latency
        elif port.kind in ("audio", "cv"):
            default = port.default if port.kind == "cv" and math.isfinite(port.default) else 0.0
            buffer = np.full(BLOCK, default, np.float32)
            if port.kind == "audio" and not (port.is_input and port.side_chain):
                (self._channels.inputs if port.is_input else self._channels.outputs).append(buffer)
        elif port.kind == "atom":
            buffer = np.zeros(_ATOM_BYTES // 8, np.uint64)  # atoms lie at multiples of eight bytes
            self._sequences.append((buffer, port.is_input))
        elif port.optional:
            self._descriptor.connect_port(self._handle, number, None)
            return None
        else:
            raise EffectError(f"the LV2 plugin {self._uri} has a port {port.symbol} of a kind that live-daemon lacks")
        self._descriptor.connect_port(self._handle, number, buffer.ctypes.data)
        return buffer


def _control_values(uri: str, ports: list[Port], controls: Mapping[str, float], sample_rate: float) -> dict[str, float]:
    """Return the value of every control input.

    Raises:
        EffectError: an unknown control, or a value out of its range.
    """
    known = {port.symbol: port for port in ports if port.kind == "control" and port.is_input}
    values, ranges = {}, {}
    for symbol, port in known.items():
        scale = sample_rate if port.in_rates else 1.0
        ranges[symbol] = port.minimum * scale, port.maximum * scale
        values[symbol] = next((one for one in (port.default * scale, ranges[symbol][0]) if math.isfinite(one)), 0.0)
    check_controls(uri, ranges, controls)
    return values | dict(controls)

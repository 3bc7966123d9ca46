"""A CLAP host in ctypes, written from the specification (clap 1.2): loads a plugin, gives it blocks, events, state.

What the plugin sees is what hosts give: buffers of its own for every port, filled with what is not a sound, so that a
channel that the plugin forgets to write is found.
"""

from __future__ import annotations

import ctypes as c
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from live_daemon.effects.clap_types import (
    Ask,
    Buffer,
    CountEvents,
    Descriptor,
    Entry,
    Extension,
    Factory,
    Frames,
    GetEvent,
    Host,
    InEvents,
    OutEvents,
    ParameterInfo,
    Parameters,
    PortInfo,
    Ports,
    Process,
    PushEvent,
    Render,
    ValueEvent,
    Version,
)

FORGOTTEN = np.float32(777.0)
MAIN_OUTPUTS, GROUPS = 2, 8

Block = NDArray[np.float32]


Stream = c.CFUNCTYPE(c.c_int64, c.c_void_p, c.c_void_p, c.c_uint64)


class StreamStruct(c.Structure):
    """Reads or writes a plugin's state."""

    _fields_ = (("context", c.c_void_p), ("move", Stream))


Move = c.CFUNCTYPE(c.c_bool, c.c_void_p, c.POINTER(StreamStruct))


class State(c.Structure):
    """A plugin's ``clap.state``."""

    _fields_ = (("save", Move), ("load", Move))


class ClapModule:
    """A library with a CLAP entry. Shape of its plugins' outputs: (2 + 8, frames)."""

    def __init__(self, library: Path) -> None:
        self._library = c.CDLL(str(library))
        self._entry = Entry.in_dll(self._library, "clap_entry")
        assert (self._entry.version.major, self._entry.version.minor) >= (1, 0)
        assert self._entry.init(str(library).encode())
        assert not self._entry.get_factory(b"no such factory")
        self._factory = c.cast(self._entry.get_factory(b"clap.plugin-factory"), c.POINTER(Factory))
        nothing = Ask(lambda _: None)
        self._host = Host(
            Version(1, 2, 0), None, b"tests", b"tests", b"", b"1", Extension(lambda _, __: None), *[nothing] * 3
        )

    @property
    def descriptors(self) -> list[Descriptor]:
        factory = self._factory.contents
        return [factory.describe(self._factory, index).contents for index in range(factory.count(self._factory))]

    def make(self, name: bytes | None = None) -> ClapPlugin:
        name = self.descriptors[0].id if name is None else name
        made = self._factory.contents.create(self._factory, c.byref(self._host), name)
        if not made:
            raise LookupError(name)
        return ClapPlugin(made)


class ClapPlugin:
    """One instance, as a host holds it. One thread."""

    def __init__(self, plugin: Any) -> None:
        self._plugin = plugin
        self._table = plugin.contents
        assert self._table.init(plugin)
        self._ports = self._extension(b"clap.audio-ports", Ports)
        self._parameters = self._extension(b"clap.params", Parameters)
        self._state = self._extension(b"clap.state", State)
        self._latency = self._extension(b"clap.latency", Frames)
        self._render = self._extension(b"clap.render", Render)
        self._steady = 0
        self.told: dict[int, float] = {}

    def _extension(self, name: bytes, kind: Any) -> Any:
        found = self._table.get_extension(self._plugin, name)
        assert found, name
        return c.cast(found, c.POINTER(kind)).contents

    def __enter__(self) -> ClapPlugin:
        return self

    def __exit__(self, *_: object) -> None:
        self.destroy()

    def destroy(self) -> None:
        if self._plugin is not None:
            self._table.destroy(self._plugin)
            self._plugin = None

    def activate(self, sample_rate: float = 48_000, most_frames: int = 64) -> None:
        assert self._table.activate(self._plugin, sample_rate, 1, most_frames)
        assert self._table.start_processing(self._plugin)

    def deactivate(self) -> None:
        self._table.stop_processing(self._plugin)
        self._table.deactivate(self._plugin)

    @property
    def latency(self) -> int:
        return int(self._latency.get(self._plugin))

    @property
    def ports(self) -> dict[str, list[int]]:
        """Channels of every port, inputs and outputs."""
        found: dict[str, list[int]] = {}
        for is_input, name in ((True, "inputs"), (False, "outputs")):
            found[name] = []
            for index in range(self._ports.count(self._plugin, is_input)):
                info = PortInfo()
                assert self._ports.get(self._plugin, index, is_input, c.byref(info))
                found[name].append(info.channels)
        return found

    @property
    def parameters(self) -> dict[str, ParameterInfo]:
        found = {}
        for index in range(self._parameters.count(self._plugin)):
            info = ParameterInfo()
            assert self._parameters.get_info(self._plugin, index, c.byref(info))
            found[info.name.decode()] = info
        return found

    def value(self, name: str) -> float:
        found = c.c_double()
        assert self._parameters.get_value(self._plugin, self.parameters[name].id, c.byref(found))
        return found.value

    def text(self, name: str, value: float) -> str:
        text = c.create_string_buffer(64)
        assert self._parameters.value_to_text(self._plugin, self.parameters[name].id, value, text, len(text))
        return text.value.decode()

    def of_text(self, name: str, text: str) -> float:
        found = c.c_double()
        assert self._parameters.text_to_value(self._plugin, self.parameters[name].id, text.encode(), c.byref(found))
        return found.value

    @property
    def state_text(self) -> str:
        return self.text("State", self.value("State"))

    def offline(self, on: bool) -> None:
        assert self._render.set(self._plugin, int(on))

    def save(self) -> bytes:
        kept = bytearray()

        @Stream
        def write(_: int, data: int, size: int) -> int:
            taken = min(size, 7)  # a stream may take less than it is given
            kept.extend(c.string_at(data, taken))
            return taken

        assert self._state.save(self._plugin, c.byref(StreamStruct(None, write)))
        return bytes(kept)

    def load(self, kept: bytes) -> bool:
        rest = bytearray(kept)

        @Stream
        def read(_: int, data: int, size: int) -> int:
            given = bytes(rest[: min(size, 5)])
            c.memmove(data, given, len(given))
            del rest[: len(given)]
            return len(given)

        return bool(self._state.load(self._plugin, c.byref(StreamStruct(None, read))))

    def set(self, **values: float) -> None:
        """Turn parameters while it does not process."""
        self._parameters.flush(self._plugin, c.byref(self._events(values.items())), c.byref(_out_events(self.told)))

    def _events(self, values: Iterable[tuple[str, float]]) -> InEvents:
        ids = {name: info.id for name, info in self.parameters.items()}
        events = [
            ValueEvent(c.sizeof(ValueEvent), 0, 0, 5, 0, ids[name.capitalize()], None, -1, -1, -1, -1, value)
            for name, value in values
        ]
        given = InEvents(
            None, CountEvents(lambda _: len(events)), GetEvent(lambda _, index: c.addressof(events[index]))
        )
        given.kept = events
        return given

    def process(self, inputs: Block, events: Mapping[str, float] | None = None, in_place: bool = False) -> Block:
        """Give one block. Shapes: inputs (channels, frames); returns (2 + 8, frames). No port where no channels."""
        heard = np.ascontiguousarray(inputs, np.float32)
        frames = heard.shape[1]
        made = np.full((MAIN_OUTPUTS + GROUPS, frames), FORGOTTEN, np.float32)
        if in_place:
            made[:MAIN_OUTPUTS] = heard
        row = made.strides[0]
        pointers = (c.c_void_p * len(made))(*[made.ctypes.data + row * channel for channel in range(len(made))])
        sources = made if in_place else heard
        from_ = (c.c_void_p * max(1, len(heard)))(
            *[sources.ctypes.data + sources.strides[0] * channel for channel in range(len(heard))]
        )
        into = (Buffer * 1)(Buffer(c.cast(from_, c.POINTER(c.c_void_p)), None, len(heard), 0, 0))
        out = (Buffer * (1 + GROUPS))()
        for port in range(1 + GROUPS):
            first = 0 if port == 0 else 1 + port
            channels = c.cast(c.addressof(pointers) + first * c.sizeof(c.c_void_p), c.POINTER(c.c_void_p))
            out[port] = Buffer(channels, None, MAIN_OUTPUTS if port == 0 else 1, 0, 2**64 - 1)
        given = self._events((events or {}).items())
        answers = _out_events(self.told)
        data = Process(
            self._steady,
            frames,
            None,
            into,
            out,
            1 if len(heard) else 0,
            1 + GROUPS,
            c.pointer(given),
            c.pointer(answers),
        )
        assert self._table.process(self._plugin, c.byref(data)) in (1, 2, 3, 4)
        assert not any(port.constant_mask for port in out)
        self._steady += frames
        return made

    def process_without(self, missing: Iterable[int], frames: int = 64) -> None:
        """Give a block without the pointers of some channels, of the input also; then one without any port."""
        missing = set(missing)
        made = np.zeros((MAIN_OUTPUTS + GROUPS, frames), np.float32)
        rows = [None if i in missing else made.ctypes.data + made.strides[0] * i for i in range(len(made))]
        pointers = (c.c_void_p * len(made))(*rows)
        out = (Buffer * (1 + GROUPS))()
        for port in range(1 + GROUPS):
            first = 0 if port == 0 else 1 + port
            channels = c.cast(c.addressof(pointers) + first * c.sizeof(c.c_void_p), c.POINTER(c.c_void_p))
            out[port] = Buffer(channels, None, MAIN_OUTPUTS if port == 0 else 1, 0, 0)
        into = (Buffer * 1)(Buffer(out[0].data32, None, 2, 0, 0))
        for inputs, outputs, num_outputs in (
            (into, out, 1 + GROUPS),
            ((Buffer * 1)(), (Buffer * 9)(), 9),
            (None, None, 0),
        ):
            data = Process(0, frames, None, inputs, outputs, 1 if inputs else 0, num_outputs, None, None)
            assert self._table.process(self._plugin, c.byref(data)) == 1

    def play(self, inputs: Block, sizes: Sequence[int], in_place: bool = False) -> Block:
        """Give a whole sound in blocks of these sizes, again and again. Shapes: (2, frames) → (2 + 8, frames)."""
        made, begin, turn = [], 0, 0
        while begin < inputs.shape[1]:
            block = inputs[:, begin : begin + sizes[turn % len(sizes)]]
            made.append(self.process(block, in_place=in_place))
            begin, turn = begin + block.shape[1], turn + 1
        return np.concatenate(made, axis=1)


def _out_events(told: dict[int, float]) -> OutEvents:
    """A list to which the plugin adds what it tells; `told`: by parameter."""

    def push(_: int, event: int) -> bool:
        value = ValueEvent.from_address(event)
        assert (value.size, value.space, value.type) == (c.sizeof(ValueEvent), 0, 5)
        told[value.parameter] = value.value
        return True

    return OutEvents(None, PushEvent(push))

"""A CLAP host for sound that is known in advance: one plugin, block after block, faster or slower than real time.

Written from the CLAP 1.2 specification (free-audio/clap: plugin, process, events, audio-ports, params, latency, tail,
render). The main ports are heard; what else a plugin takes (a side chain) is silent. What it asks its main thread to do
is done after each block. *The effect process alone*: a plugin may crash or never return.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from ctypes import POINTER, byref, c_void_p
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from live_daemon.effects.clap_files import find_plugin
from live_daemon.effects.clap_host import ClapHost
from live_daemon.effects.clap_parameters import NO_EVENTS, UNHEARD, EventList, read_parameters, value_events, value_text
from live_daemon.effects.clap_types import (
    INFINITE,
    PREFERS_64_BITS,
    PROCESS_ERROR,
    Buffer,
    Frames,
    Parameters,
    PortInfo,
    Ports,
    Process,
    Render,
)
from live_daemon.effects.hosting import BLOCK, Channels, EffectError, RenderError

_MOST_STARTS: Final = 4
"""A plugin may find out its latency in its first block only; activated anew, it gets that block again."""
_OFFLINE: Final = 1


class ClapEffect:
    """A plugin that runs: call `process` with one block after the other."""

    def __init__(self, named: str, controls: Mapping[str, float], sample_rate: float):
        """Load the plugin; the parameters that ``controls`` does not name stay as the plugin says.

        Args:
            named: its id, or the path of its file (see `find_plugin`).
            controls: by `clap_parameters.symbols`.

        Raises:
            EffectError: not installed, not an effect, an unknown control, a value out of range; it refuses to start.
        """
        library, self._id = find_plugin(named)
        self._sample_rate = sample_rate
        self._host = ClapHost()
        self._plugin = library.create(self._id, self._host.struct)
        self._table = self._plugin.contents
        if not self._table.init(self._plugin):
            raise self._refusal("refuses to start")
        self._channels = Channels()
        self._keep: list[Any] = []  # what the plugin has pointers to
        ports = self._ports()
        if not (self._channels.inputs and self._channels.outputs):
            raise EffectError(f"the CLAP plugin {self._id} has no audio input or no audio output: it is no effect")
        self._block = Process(0, BLOCK, None, *ports, ctypes.pointer(NO_EVENTS.struct), ctypes.pointer(UNHEARD))
        self._latency = 0
        self._latency_frames = self._extension(b"clap.latency", Frames)
        self._tail_frames = self._extension(b"clap.tail", Frames)
        self._set(controls)
        if render := self._extension(b"clap.render", Render):
            render.set(self._plugin, _OFFLINE)
        self._activate()

    @property
    def latency(self) -> int:
        """By how many frames the output is late, as the plugin said when it was activated."""
        return self._latency

    @property
    def tail(self) -> int:
        """For how many frames it may sound after its input has ended; 0: it says nothing, or for ever."""
        frames = int(self._tail_frames.get(self._plugin)) if self._tail_frames else 0
        return frames if frames < INFINITE else 0

    @property
    def is_stereo(self) -> bool:
        """Whether it takes two channels and gives two."""
        return self._channels.is_stereo

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return what becomes of the next block, late by `latency`.

        Shape: block and returned (BLOCK,), or (2, BLOCK) if `is_stereo`.

        Raises:
            RenderError: the plugin says that it failed.
            EffectError: it failed in its first block, or asks to be activated anew and then refuses.
        """
        is_first = self._block.steady_time == 0
        for _ in range(_MOST_STARTS):
            self._channels.give(block)
            self._run(is_first)
            if not self._host.wants_restart:
                break
            self._deactivate()
            self._activate()
            if not is_first:
                break
            with self._host.processing():
                self._table.reset(self._plugin)
        else:
            raise EffectError(f"the CLAP plugin {self._id} asks to be activated anew again and again")
        self._block.steady_time += BLOCK
        return self._channels.taken(block)

    # -- the plugin ----------------------------------------------------------------------------------------------

    def _ports(self) -> tuple[Any, Any, int, int]:
        """Make the buffers of all ports; return those of inputs and outputs, and how many these are."""
        ports = self._extension(b"clap.audio-ports", Ports)
        made = []
        for is_input, heard in ((True, self._channels.inputs), (False, self._channels.outputs)):
            infos = []
            for number in range(ports.count(self._plugin, is_input) if ports else 0):
                infos.append(PortInfo())
                if not ports.get(self._plugin, number, is_input, byref(infos[-1])):
                    raise EffectError(f"the CLAP plugin {self._id} does not say what its ports are")
            buffers = (Buffer * len(infos))()
            for number, info in enumerate(infos):
                rows = np.zeros((info.channels, BLOCK), np.float32)
                pointers = (c_void_p * info.channels)(*[row.ctypes.data for row in rows])
                buffers[number] = Buffer(ctypes.cast(pointers, POINTER(c_void_p)), None, info.channels)
                self._keep += [rows, pointers]
                if number == 0:  # the main port is the first
                    heard.extend(rows)
            made.append((buffers, infos))
        (inputs, into), (outputs, out) = made
        self._prefers_64_bits = any(info.flags & PREFERS_64_BITS for info in (*into, *out))
        return inputs, outputs, len(into), len(out)

    def _set(self, controls: Mapping[str, float]) -> None:
        """Set parameters before the plugin is activated: its latency may depend on them."""
        parameters = self._extension(b"clap.params", Parameters)
        known = read_parameters(self._plugin, parameters)
        text_of = partial(value_text, self._plugin, parameters)
        events = EventList(value_events(f"the CLAP plugin {self._id}", known, controls, text_of))
        if parameters:
            parameters.flush(self._plugin, byref(events.struct), byref(UNHEARD))

    def _activate(self) -> None:
        self._host.wants_restart = False
        if not self._table.activate(self._plugin, self._sample_rate, BLOCK, BLOCK):
            raise self._refusal(f"refuses to start at {self._sample_rate:g} Hz")
        self._host.is_active = True
        self._latency = int(self._latency_frames.get(self._plugin)) if self._latency_frames else 0
        with self._host.processing():
            if not self._table.start_processing(self._plugin):
                raise self._refusal("refuses to process")

    def _deactivate(self) -> None:
        with self._host.processing():
            self._table.stop_processing(self._plugin)
        self._table.deactivate(self._plugin)
        self._host.is_active = False

    def _run(self, is_first: bool) -> None:
        """Let it process what is in its inputs. Raises RenderError, EffectError."""
        with self._host.processing():
            status = self._table.process(self._plugin, byref(self._block))
        if status == PROCESS_ERROR and is_first:
            prefers = " (it prefers 64-bit samples)" if self._prefers_64_bits else ""
            raise self._refusal(f"fails in its first block{prefers}")
        if status == PROCESS_ERROR:
            raise RenderError("it says that it failed")
        if self._host.wants_turn:
            self._host.wants_turn = False
            self._table.on_main_thread(self._plugin)

    def _extension(self, name: bytes, kind: Any) -> Any:
        """Return what a plugin offers under this name, a structure of this kind; None: nothing."""
        found = self._table.get_extension(self._plugin, name)
        return ctypes.cast(found, POINTER(kind)).contents if found else None

    def _refusal(self, what: str) -> EffectError:
        says = f" (it says: {self._host.last_words})" if self._host.last_words else ""
        return EffectError(f"the CLAP plugin {self._id} {what}{says}")

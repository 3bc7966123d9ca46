"""What our CLAP host offers a plugin: log, checks of threads, requests that are noted and done after the block."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, c_bool, c_char_p, c_int32, c_uint32, c_void_p
from typing import Any, Final

import live_daemon
from live_daemon.effects.clap_types import Ask, Extension, Host, Version

_WARNING: Final = 2
"""Severity of a line in the log; what is more serious has larger numbers."""


class ClapHost:
    """The host of one instance, which it must outlive. One thread has both of CLAP's roles, one after the other.

    Attributes:
        struct: what the plugin gets.
        is_active: between the plugin's activation and its end: a latency that changes then needs a restart.
        wants_restart, wants_turn: the plugin asked to be activated again; to be called on the main thread.
        last_words: what it logged last, if it was no chatter.

    Plugins may call these functions from threads of their own.
    """

    def __init__(self) -> None:
        self.is_active = self.wants_restart = self.wants_turn = False
        self.last_words = ""
        self._is_processing = False
        self._thread = threading.get_ident()
        self._functions: list[Any] = []
        self._extensions = self._offered()
        self.struct = Host(
            Version(1, 2, 0),
            None,
            b"live-daemon",
            b"live-daemon",
            b"",
            live_daemon.__version__.encode(),
            Extension(lambda _, name: self._address(name)),
            Ask(lambda _: self._note_restart()),
            Ask(_nothing),  # request_process: blocks follow anyway
            Ask(lambda _: self._note_turn()),
        )

    @contextmanager
    def processing(self) -> Iterator[None]:
        """While our thread is the audio thread; else it is the main thread."""
        self._is_processing = True
        try:
            yield
        finally:
            self._is_processing = False

    def _offered(self) -> dict[bytes, Any]:
        """Return the extensions: tables of functions, in the specification's order."""
        return {
            b"clap.log": self._table(_function(None, c_int32, c_char_p)(self._log)),
            b"clap.thread-check": self._table(
                _function(c_bool)(lambda _: self._is_ours() and not self._is_processing),  # is_main_thread
                _function(c_bool)(lambda _: self._is_ours() and self._is_processing),  # is_audio_thread
            ),
            b"clap.params": self._table(
                _function(None, c_uint32)(_nothing),  # rescan: we read them once
                _function(None, c_uint32, c_uint32)(_nothing),  # clear
                _function(None)(_nothing),  # request_flush: blocks follow anyway
            ),
            b"clap.state": self._table(_function(None)(_nothing)),  # mark_dirty: nothing is kept
            b"clap.latency": self._table(_function(None)(lambda _: self._note_latency())),  # changed
            b"clap.tail": self._table(_function(None)(_nothing)),  # changed: we ask when we need it
            b"clap.audio-ports": self._table(
                _function(c_bool, c_uint32)(lambda *_: False),  # is_rescan_flag_supported
                _function(None, c_uint32)(_nothing),  # rescan
            ),
        }

    def _table(self, *functions: Any) -> Any:
        self._functions += functions  # they must live as long as we do
        return (c_void_p * len(functions))(*[ctypes.cast(one, c_void_p) for one in functions])

    def _address(self, name: bytes | None) -> int | None:
        table = self._extensions.get(name or b"")
        return None if table is None else ctypes.addressof(table)

    def _is_ours(self) -> bool:
        return threading.get_ident() == self._thread

    def _note_restart(self) -> None:
        self.wants_restart = True

    def _note_turn(self) -> None:
        self.wants_turn = True

    def _note_latency(self) -> None:
        self.wants_restart |= self.is_active

    def _log(self, _host: int, severity: int, text: bytes | None) -> None:
        if severity >= _WARNING:
            self.last_words = (text or b"").decode(errors="replace")


def _function(result: Any, *arguments: Any) -> Callable[[Any], Any]:
    """Return the type of a function whose first argument is the host."""
    return CFUNCTYPE(result, c_void_p, *arguments)


def _nothing(*_: object) -> None:
    """What needs no answer."""

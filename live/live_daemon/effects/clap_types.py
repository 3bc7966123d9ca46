"""The structures of CLAP 1.2 for ctypes, declared from the specification (free-audio/clap). A library's ABI: no order
and no type may change."""

from __future__ import annotations

import ctypes as c
from typing import Final

PARAMETER_VALUE: Final = 5
"""Type of an event of the core's space, 0."""
IS_READ_ONLY: Final = 1 << 3
"""Flag of a parameter."""
PREFERS_64_BITS: Final = 1 << 2
"""Flag of a port."""
PROCESS_ERROR: Final = 0
"""Status of a block; all others are good."""
INFINITE: Final = 2**31 - 1
"""A tail from here on has no end."""


class Version(c.Structure):
    """Of the specification that a library was built for."""

    _fields_ = (("major", c.c_uint32), ("minor", c.c_uint32), ("revision", c.c_uint32))


class Entry(c.Structure):
    """What a library exports under the name ``clap_entry``."""

    _fields_ = (
        ("version", Version),
        ("init", c.CFUNCTYPE(c.c_bool, c.c_char_p)),
        ("deinit", c.CFUNCTYPE(None)),
        ("get_factory", c.CFUNCTYPE(c.c_void_p, c.c_char_p)),
    )


class Descriptor(c.Structure):
    """What a library says of one of its plugins."""

    _fields_ = (
        ("version", Version),
        ("id", c.c_char_p),
        ("name", c.c_char_p),
        ("vendor", c.c_char_p),
        ("url", c.c_char_p),
        ("manual_url", c.c_char_p),
        ("support_url", c.c_char_p),
        ("plugin_version", c.c_char_p),
        ("description", c.c_char_p),
        ("features", c.POINTER(c.c_char_p)),
    )


Extension = c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_char_p)
Ask = c.CFUNCTYPE(None, c.c_void_p)


class Host(c.Structure):
    """What a plugin gets of its host."""

    _fields_ = (
        ("version", Version),
        ("data", c.c_void_p),
        ("name", c.c_char_p),
        ("vendor", c.c_char_p),
        ("url", c.c_char_p),
        ("host_version", c.c_char_p),
        ("get_extension", Extension),
        ("request_restart", Ask),
        ("request_process", Ask),
        ("request_callback", Ask),
    )


class Plugin(c.Structure):
    """One instance."""

    _fields_ = (
        ("descriptor", c.POINTER(Descriptor)),
        ("data", c.c_void_p),
        ("init", c.CFUNCTYPE(c.c_bool, c.c_void_p)),
        ("destroy", c.CFUNCTYPE(None, c.c_void_p)),
        ("activate", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_double, c.c_uint32, c.c_uint32)),
        ("deactivate", c.CFUNCTYPE(None, c.c_void_p)),
        ("start_processing", c.CFUNCTYPE(c.c_bool, c.c_void_p)),
        ("stop_processing", c.CFUNCTYPE(None, c.c_void_p)),
        ("reset", c.CFUNCTYPE(None, c.c_void_p)),
        ("process", c.CFUNCTYPE(c.c_int32, c.c_void_p, c.c_void_p)),
        ("get_extension", Extension),
        ("on_main_thread", c.CFUNCTYPE(None, c.c_void_p)),
    )


class Factory(c.Structure):
    """Makes the plugins of a library: ``clap.plugin-factory``."""

    _fields_ = (
        ("count", c.CFUNCTYPE(c.c_uint32, c.c_void_p)),
        ("describe", c.CFUNCTYPE(c.POINTER(Descriptor), c.c_void_p, c.c_uint32)),
        ("create", c.CFUNCTYPE(c.POINTER(Plugin), c.c_void_p, c.POINTER(Host), c.c_char_p)),
    )


class Buffer(c.Structure):
    """One port in one block: a pointer for each channel."""

    _fields_ = (
        ("data32", c.POINTER(c.c_void_p)),
        ("data64", c.c_void_p),
        ("channels", c.c_uint32),
        ("latency", c.c_uint32),
        ("constant_mask", c.c_uint64),
    )


class ValueEvent(c.Structure):
    """A parameter gets a value. The first five are the head of any event; -1: for all notes, ports, channels, keys."""

    _fields_ = (
        ("size", c.c_uint32),
        ("time", c.c_uint32),
        ("space", c.c_uint16),
        ("type", c.c_uint16),
        ("flags", c.c_uint32),
        ("parameter", c.c_uint32),
        ("cookie", c.c_void_p),
        ("note", c.c_int32),
        ("port", c.c_int16),
        ("channel", c.c_int16),
        ("key", c.c_int16),
        ("value", c.c_double),
    )


CountEvents = c.CFUNCTYPE(c.c_uint32, c.c_void_p)
GetEvent = c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_uint32)
PushEvent = c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_void_p)


class InEvents(c.Structure):
    """Events for a plugin, by their times."""

    _fields_ = (("context", c.c_void_p), ("size", CountEvents), ("get", GetEvent))


class OutEvents(c.Structure):
    """Takes the events of a plugin."""

    _fields_ = (("context", c.c_void_p), ("try_push", PushEvent))


class Process(c.Structure):
    """One block."""

    _fields_ = (
        ("steady_time", c.c_int64),
        ("frames", c.c_uint32),
        ("transport", c.c_void_p),
        ("inputs", c.POINTER(Buffer)),
        ("outputs", c.POINTER(Buffer)),
        ("num_inputs", c.c_uint32),
        ("num_outputs", c.c_uint32),
        ("in_events", c.POINTER(InEvents)),
        ("out_events", c.POINTER(OutEvents)),
    )


class PortInfo(c.Structure):
    """What a plugin says of one of its audio ports."""

    _fields_ = (
        ("id", c.c_uint32),
        ("name", c.c_char * 256),
        ("flags", c.c_uint32),
        ("channels", c.c_uint32),
        ("type", c.c_char_p),
        ("in_place_pair", c.c_uint32),
    )


class ParameterInfo(c.Structure):
    """What a plugin says of one of its parameters; values are plain, as the plugin counts them."""

    _fields_ = (
        ("id", c.c_uint32),
        ("flags", c.c_uint32),
        ("cookie", c.c_void_p),
        ("name", c.c_char * 256),
        ("module", c.c_char * 1024),
        ("least", c.c_double),
        ("most", c.c_double),
        ("usual", c.c_double),
    )


class Ports(c.Structure):
    """A plugin's ``clap.audio-ports``."""

    _fields_ = (
        ("count", c.CFUNCTYPE(c.c_uint32, c.c_void_p, c.c_bool)),
        ("get", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.c_bool, c.POINTER(PortInfo))),
    )


class Parameters(c.Structure):
    """A plugin's ``clap.params``."""

    _fields_ = (
        ("count", c.CFUNCTYPE(c.c_uint32, c.c_void_p)),
        ("get_info", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.POINTER(ParameterInfo))),
        ("get_value", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.POINTER(c.c_double))),
        ("value_to_text", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.c_double, c.c_char_p, c.c_uint32)),
        ("text_to_value", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.c_char_p, c.POINTER(c.c_double))),
        ("flush", c.CFUNCTYPE(None, c.c_void_p, c.POINTER(InEvents), c.POINTER(OutEvents))),
    )


class Frames(c.Structure):
    """A plugin's ``clap.latency`` or ``clap.tail``."""

    _fields_ = (("get", c.CFUNCTYPE(c.c_uint32, c.c_void_p)),)


class Render(c.Structure):
    """A plugin's ``clap.render``; mode 1: offline."""

    _fields_ = (
        ("is_hard_realtime", c.CFUNCTYPE(c.c_bool, c.c_void_p)),
        ("set", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_int32)),
    )

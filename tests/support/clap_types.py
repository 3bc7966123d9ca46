"""The structures of CLAP 1.2 for ctypes, declared from the specification."""

from __future__ import annotations

import ctypes as c


class Version(c.Structure):
    _fields_ = [("major", c.c_uint32), ("minor", c.c_uint32), ("revision", c.c_uint32)]


class Entry(c.Structure):
    _fields_ = [
        ("version", Version),
        ("init", c.CFUNCTYPE(c.c_bool, c.c_char_p)),
        ("deinit", c.CFUNCTYPE(None)),
        ("get_factory", c.CFUNCTYPE(c.c_void_p, c.c_char_p)),
    ]


class Descriptor(c.Structure):
    _fields_ = [
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
    ]


class Host(c.Structure):
    _get = c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_char_p)
    _ask = c.CFUNCTYPE(None, c.c_void_p)
    _fields_ = [
        ("version", Version),
        ("data", c.c_void_p),
        ("name", c.c_char_p),
        ("vendor", c.c_char_p),
        ("url", c.c_char_p),
        ("host_version", c.c_char_p),
        ("get_extension", _get),
        ("request_restart", _ask),
        ("request_process", _ask),
        ("request_callback", _ask),
    ]


class Plugin(c.Structure):
    _fields_ = [
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
        ("get_extension", c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_char_p)),
        ("on_main_thread", c.CFUNCTYPE(None, c.c_void_p)),
    ]


class Factory(c.Structure):
    _fields_ = [
        ("count", c.CFUNCTYPE(c.c_uint32, c.c_void_p)),
        ("describe", c.CFUNCTYPE(c.POINTER(Descriptor), c.c_void_p, c.c_uint32)),
        ("create", c.CFUNCTYPE(c.POINTER(Plugin), c.c_void_p, c.POINTER(Host), c.c_char_p)),
    ]


class Buffer(c.Structure):
    _fields_ = [
        ("data32", c.POINTER(c.c_void_p)),
        ("data64", c.c_void_p),
        ("channels", c.c_uint32),
        ("latency", c.c_uint32),
        ("constant_mask", c.c_uint64),
    ]


class ValueEvent(c.Structure):
    _fields_ = [
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
    ]


class InEvents(c.Structure):
    _size = c.CFUNCTYPE(c.c_uint32, c.c_void_p)
    _get = c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_uint32)
    _fields_ = [("context", c.c_void_p), ("size", _size), ("get", _get)]


class OutEvents(c.Structure):
    _push = c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_void_p)
    _fields_ = [("context", c.c_void_p), ("try_push", _push)]


class Process(c.Structure):
    _fields_ = [
        ("steady_time", c.c_int64),
        ("frames", c.c_uint32),
        ("transport", c.c_void_p),
        ("inputs", c.POINTER(Buffer)),
        ("outputs", c.POINTER(Buffer)),
        ("num_inputs", c.c_uint32),
        ("num_outputs", c.c_uint32),
        ("in_events", c.POINTER(InEvents)),
        ("out_events", c.POINTER(OutEvents)),
    ]


class PortInfo(c.Structure):
    _fields_ = [
        ("id", c.c_uint32),
        ("name", c.c_char * 256),
        ("flags", c.c_uint32),
        ("channels", c.c_uint32),
        ("type", c.c_char_p),
        ("in_place_pair", c.c_uint32),
    ]


class ParameterInfo(c.Structure):
    _fields_ = [
        ("id", c.c_uint32),
        ("flags", c.c_uint32),
        ("cookie", c.c_void_p),
        ("name", c.c_char * 256),
        ("module", c.c_char * 1024),
        ("least", c.c_double),
        ("most", c.c_double),
        ("usual", c.c_double),
    ]


class Ports(c.Structure):
    _fields_ = [
        ("count", c.CFUNCTYPE(c.c_uint32, c.c_void_p, c.c_bool)),
        ("get", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.c_bool, c.POINTER(PortInfo))),
    ]


class Parameters(c.Structure):
    _fields_ = [
        ("count", c.CFUNCTYPE(c.c_uint32, c.c_void_p)),
        ("get_info", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.POINTER(ParameterInfo))),
        ("get_value", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.POINTER(c.c_double))),
        ("value_to_text", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.c_double, c.c_char_p, c.c_uint32)),
        ("text_to_value", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_uint32, c.c_char_p, c.POINTER(c.c_double))),
        ("flush", c.CFUNCTYPE(None, c.c_void_p, c.POINTER(InEvents), c.POINTER(OutEvents))),
    ]


Stream = c.CFUNCTYPE(c.c_int64, c.c_void_p, c.c_void_p, c.c_uint64)


class StreamStruct(c.Structure):
    _fields_ = [("context", c.c_void_p), ("move", Stream)]


class State(c.Structure):
    _way = c.CFUNCTYPE(c.c_bool, c.c_void_p, c.POINTER(StreamStruct))
    _fields_ = [("save", _way), ("load", _way)]


class Latency(c.Structure):
    _fields_ = [("get", c.CFUNCTYPE(c.c_uint32, c.c_void_p))]


class Render(c.Structure):
    _fields_ = [
        ("is_hard_realtime", c.CFUNCTYPE(c.c_bool, c.c_void_p)),
        ("set", c.CFUNCTYPE(c.c_bool, c.c_void_p, c.c_int32)),
    ]

"""What liblilv knows of an installed LV2 plugin: its ports, the features that it requires; and an instance of it.

Read through ctypes from the library that Linux distributions package (Debian: ``liblilv-0-0``); nothing else is needed.
*The effect process alone*: an instance runs foreign code.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import math
from ctypes import POINTER, c_bool, c_char_p, c_double, c_float, c_uint32, c_void_p
from dataclasses import dataclass
from typing import Any, Final

from live_daemon.effects.hosting import EffectError

CORE: Final = "http://lv2plug.in/ns/lv2core#"
_AUDIO, _CONTROL, _CV = CORE + "AudioPort", CORE + "ControlPort", CORE + "CVPort"
_ATOM: Final = "http://lv2plug.in/ns/ext/atom#AtomPort"
_INPUT: Final = CORE + "InputPort"
_KINDS: Final = {"audio": _AUDIO, "control": _CONTROL, "cv": _CV, "atom": _ATOM}


@dataclass(frozen=True, slots=True)
class Port:
    """One port of a plugin.

    Attributes:
        kind: audio, control, cv or atom; empty: none of these.
        minimum, maximum, default: of a control; NaN where the plugin says nothing. In Hz where it counts in rates.
        side_chain: an input that steers the effect and is not heard.
        latency: an output that tells the latency in frames.
    """

    symbol: str
    kind: str
    is_input: bool
    minimum: float = math.nan
    maximum: float = math.nan
    default: float = math.nan
    optional: bool = False
    side_chain: bool = False
    latency: bool = False
    in_rates: bool = False


class _Instance(ctypes.Structure):
    """The public head of a LilvInstance."""

    _fields_ = (("descriptor", c_void_p), ("handle", c_void_p), ("implementation", c_void_p))


class Lilv:
    """The world of installed LV2 plugins, as ``LV2_PATH`` or the system says."""

    def __init__(self) -> None:
        """Read the manifests of all bundles.

        Raises:
            EffectError: liblilv is not installed.
        """
        self._lib = _library()
        self._world = self._lib.lilv_world_new()
        self._lib.lilv_world_load_all(self._world)

    def plugin(self, uri: str) -> Plugin:
        """Return an installed plugin.

        Raises:
            EffectError: there is none of this URI.
        """
        plugins = self._lib.lilv_world_get_all_plugins(self._world)
        node = self._node(uri)
        found = self._lib.lilv_plugins_get_by_uri(plugins, node) if node else None
        if not found or not self._lib.lilv_plugin_verify(found):
            raise EffectError(f"no LV2 plugin {uri} is installed here (lv2ls lists those that are)")
        return Plugin(self._lib, self._world, found, uri)

    def _node(self, uri: str) -> Any:
        return self._lib.lilv_new_uri(self._world, uri.encode())


class Plugin:
    """One installed plugin: what its bundle says of it."""

    def __init__(self, lib: ctypes.CDLL, world: Any, plugin: Any, uri: str):
        self._lib, self._world, self._plugin = lib, world, plugin
        self.uri = uri

    @property
    def required_features(self) -> list[str]:
        """URIs of the features without which it does not run."""
        nodes = self._lib.lilv_plugin_get_required_features(self._plugin)
        found, at = [], self._lib.lilv_nodes_begin(nodes)
        while not self._lib.lilv_nodes_is_end(nodes, at):
            found.append(self._lib.lilv_node_as_uri(self._lib.lilv_nodes_get(nodes, at)).decode())
            at = self._lib.lilv_nodes_next(nodes, at)
        return found

    @property
    def ports(self) -> list[Port]:
        """Its ports, by their numbers."""
        count = self._lib.lilv_plugin_get_num_ports(self._plugin)
        ranges = [(c_float * count)() for _ in range(3)]
        self._lib.lilv_plugin_get_port_ranges_float(self._plugin, *ranges)
        latency = -1
        if self._lib.lilv_plugin_has_latency(self._plugin):
            latency = self._lib.lilv_plugin_get_latency_port_index(self._plugin)
        return [
            self._port(number, [float(one[number]) for one in ranges], number == latency) for number in range(count)
        ]

    def instantiate(self, sample_rate: float, features: Any) -> _Instance:
        """Load the plugin's library and make an instance. ``features``: a NULL-ended array of ``LV2_Feature*``.

        Raises:
            EffectError: it refuses.
        """
        made = self._lib.lilv_plugin_instantiate(self._plugin, sample_rate, features)
        if not made:
            raise EffectError(f"the LV2 plugin {self.uri} refuses to start at {sample_rate:g} Hz")
        return ctypes.cast(made, POINTER(_Instance)).contents

    def _port(self, number: int, values: list[float], latency: bool) -> Port:
        port = self._lib.lilv_plugin_get_port_by_index(self._plugin, number)
        kinds = [kind for kind, uri in _KINDS.items() if self._lib.lilv_port_is_a(self._plugin, port, self._uri(uri))]
        symbol = self._lib.lilv_node_as_string(self._lib.lilv_port_get_symbol(self._plugin, port)).decode()
        minimum, maximum, default = values
        return Port(
            symbol,
            "cv" if "cv" in kinds else (kinds or [""])[0],
            self._lib.lilv_port_is_a(self._plugin, port, self._uri(_INPUT)),
            minimum,
            maximum,
            default,
            optional=self._has(port, "connectionOptional"),
            side_chain=self._has(port, "isSideChain"),
            latency=latency,
            in_rates=self._has(port, "sampleRate"),
        )

    def _has(self, port: Any, name: str) -> bool:
        return bool(self._lib.lilv_port_has_property(self._plugin, port, self._uri(CORE + name)))

    def _uri(self, uri: str) -> Any:
        return self._lib.lilv_new_uri(self._world, uri.encode())


def _library() -> ctypes.CDLL:
    name = ctypes.util.find_library("lilv-0") or "liblilv-0.so.0"
    try:
        lib = ctypes.CDLL(name)
    except OSError:
        raise EffectError(
            "LV2 effects need liblilv, which is not installed (Debian, Ubuntu: liblilv-0-0; CLAP plugins do not)"
        ) from None
    for function, (result, *arguments) in _SIGNATURES.items():
        entry = getattr(lib, function)
        entry.restype, entry.argtypes = result, arguments
    return lib


_P: Final = c_void_p
_SIGNATURES: Final[dict[str, tuple[Any, ...]]] = {
    "lilv_world_new": (_P,),
    "lilv_world_load_all": (None, _P),
    "lilv_world_get_all_plugins": (_P, _P),
    "lilv_new_uri": (_P, _P, c_char_p),
    "lilv_plugins_get_by_uri": (_P, _P, _P),
    "lilv_plugin_verify": (c_bool, _P),
    "lilv_plugin_get_required_features": (_P, _P),
    "lilv_nodes_begin": (_P, _P),
    "lilv_nodes_is_end": (c_bool, _P, _P),
    "lilv_nodes_next": (_P, _P, _P),
    "lilv_nodes_get": (_P, _P, _P),
    "lilv_node_as_uri": (c_char_p, _P),
    "lilv_node_as_string": (c_char_p, _P),
    "lilv_plugin_get_num_ports": (c_uint32, _P),
    "lilv_plugin_get_port_ranges_float": (None, _P, POINTER(c_float), POINTER(c_float), POINTER(c_float)),
    "lilv_plugin_has_latency": (c_bool, _P),
    "lilv_plugin_get_latency_port_index": (c_uint32, _P),
    "lilv_plugin_get_port_by_index": (_P, _P, c_uint32),
    "lilv_port_is_a": (c_bool, _P, _P, _P),
    "lilv_port_get_symbol": (_P, _P, _P),
    "lilv_port_has_property": (c_bool, _P, _P, _P),
    "lilv_plugin_instantiate": (_P, _P, c_double, _P),
}

"""Builds the small LV2 plugins of lv2_plugins.c, and says why that cannot be done here."""

from __future__ import annotations

import ctypes.util
import sys
from functools import cache
from pathlib import Path

from support.c_plugins import compile_plugin, compiler

SOURCE = Path(__file__).with_name("lv2_plugins.c")
URI = "urn:live-daemon:test:"
LATENCY, ECHO_FRAMES = 1000, 30_000
_REQUIRED = {
    "demands": ["urn:live-daemon:test:nobody-has-this"],
    "works": [
        "http://lv2plug.in/ns/ext/urid#map",
        "http://lv2plug.in/ns/ext/options#options",
        "http://lv2plug.in/ns/ext/worker#schedule",
    ],
}
KINDS = ("late", "echo", "crashes", "hangs", "demands", "works", "nan", "silent", "swaps")


@cache
def missing() -> str:
    """Return what is missing here for tests with LV2 plugins; empty: nothing."""
    if sys.platform != "linux":
        return "LV2 plugins are tested on Linux"
    if not ctypes.util.find_library("lilv-0"):
        return "needs liblilv (apt install liblilv-0-0)"
    return "" if compiler() else "needs a C compiler (cc, or pip install ziglang)"


def build(folder: Path) -> Path:
    """Build the plugins as one bundle; return the folder for ``LV2_PATH``."""
    bundle = folder / "lv2" / "tests.lv2"
    bundle.mkdir(parents=True)
    compile_plugin(SOURCE, bundle / "tests.so")
    (bundle / "manifest.ttl").write_text(_ttl(), encoding="utf-8")
    return bundle.parent


def _ttl() -> str:
    text = "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n@prefix doap: <http://usefulinc.com/ns/doap#> .\n"
    text += "@prefix atom: <http://lv2plug.in/ns/ext/atom#> .\n"
    for kind in KINDS:
        ports = [
            'a lv2:InputPort, lv2:AudioPort ; lv2:symbol "in"',
            'a lv2:OutputPort, lv2:AudioPort ; lv2:symbol "out"',
            'a lv2:OutputPort, lv2:ControlPort ; lv2:symbol "latency" ; lv2:designation lv2:latency',
            'a lv2:InputPort, lv2:ControlPort ; lv2:symbol "gain" ; '
            "lv2:default 0.5 ; lv2:minimum 0.0 ; lv2:maximum 2.0",
        ]
        if kind == "works":
            ports += [
                'a lv2:InputPort, atom:AtomPort ; lv2:symbol "heard"',
                'a lv2:OutputPort, atom:AtomPort ; lv2:symbol "told"',
            ]
        if kind == "swaps":
            ports += [
                'a lv2:InputPort, lv2:AudioPort ; lv2:symbol "in_right"',
                'a lv2:OutputPort, lv2:AudioPort ; lv2:symbol "out_right"',
            ]
        rows = ", ".join(f'[ {port} ; lv2:index {n} ; lv2:name "{n}" ]' for n, port in enumerate(ports))
        required = "".join(f"lv2:requiredFeature <{uri}> ; " for uri in _REQUIRED.get(kind, ()))
        text += (
            f'<{URI}{kind}> a lv2:Plugin ; doap:name "{kind}" ; lv2:binary <tests.so> ; {required}lv2:port {rows} .\n'
        )
    return text

"""The front of the Pd twin: what the musician sees. Every control sends to a named receive, most of them an address."""

from __future__ import annotations

from builders import pd_parts, pd_stage
from builders.pd_text import PdCanvas
from live_daemon.osc.addresses import LAYERS, MAX_LOOPS
from live_daemon.settings import FollowerSettings, VoiceSettings

_RECORD, _DREAMS, _LOOPS, _STATUS = "#e8d8d8", "#d8dfe8", "#dce6d8", "#e6e2d2"


def live_daemon() -> PdCanvas:
    """``live_daemon.pd``."""
    canvas = PdCanvas(width=1000, height=790)
    canvas.panel(10, 10, 980, 50, "live-daemon", 22, "#c8c8c8")
    canvas.text(
        250,
        14,
        "1 start `live-daemon run --set voices.max=0` (Pd plays the dreams). 2 choose its recordings"
        " folder. 3 record a take: its dream comes back.",
        92,
    )
    _record(canvas)
    _dreams(canvas)
    _loops(canvas)
    _status(canvas)
    canvas.text(
        20, 712, "Inside: every OSC address is a receive of the same name. Try the message `; /dream/ping 7`", 130
    )
    parts = (
        pd_parts.osc(),
        pd_parts.performer(),
        pd_parts.recorder(),
        pd_stage.dreams(),
        pd_stage.loops(),
        pd_stage.status(),
        _config(),
    )
    for column, part in enumerate(parts):
        canvas.subpatch(20 + 120 * column, 750, part)
    return canvas


def _config() -> PdCanvas:
    """``[pd config]`` with the values that the front shows when the patch opens: the daemon's defaults."""
    canvas = pd_stage.config()
    follower, voices = FollowerSettings(), VoiceSettings()
    shown = {
        "/dream/follower/attack_ms": follower.attack_ms,
        "/dream/follower/release_ms": follower.release_ms,
        "/dream/follower/sensitivity_db": follower.sensitivity_db,
        "/dream/follower/q": follower.q,
        "/dream/follower/range": follower.range,
        "/dream/follower/gate_db": follower.gate_db,
        "/dream/follower/enable": int(follower.enabled),
    }
    lines = "".join(f"; {name}-set set {value:g}" for name, value in shown.items())
    canvas.chain(
        520, 260, "loadbang", f"[{lines}; ld-stagger {voices.stagger_s:g}; ld-stagger-set set {voices.stagger_s:g}]"
    )
    return canvas


def _record(canvas: PdCanvas) -> None:
    canvas.panel(10, 70, 320, 250, "Record", colour=_RECORD)
    canvas.meter(296, 100, "ld-in-vu")
    canvas.toggle(22, 104, "ld-rec", "record a take", size=34)
    canvas.symbol(22, 152, 32, "ld-take-show")
    canvas.toggle(22, 182, "ld-auto-seed", "dream on every take", start=1)
    canvas.bang(22, 210, "ld-folder-choose", "recordings folder")
    canvas.symbol(22, 236, 32, "ld-folder-show")
    canvas.bang(22, 264, "ld-live", "dream on the last seconds:")
    canvas.box(226, 264, "ld-live-s", "s", 0.1, 60, 5, keep=1)
    canvas.bang(22, 292, "ld-play-choose", "rehearse with a file")
    canvas.bang(220, 292, "ld-play-stop", "stop")


def _dreams(canvas: PdCanvas) -> None:
    canvas.panel(340, 70, 310, 250, "Dreams", colour=_DREAMS)
    canvas.obj(352, 104, "bng 40 120 50 0 /dream/panic ld-panic-lamp PANIC 50 20 0 16 #ff5040 #ffffff #000000")
    canvas.toggle(512, 112, "ld-play-dreams", "play dreams", start=1)
    canvas.slider(352, 162, 180, "ld-level", "level", 0.7, keep=1)
    canvas.box(352, 192, "ld-stagger", "s between starts", 0, 600, 2, keep=0)
    canvas.number(352, 222, 5, "ld-sounding", "sounding")
    canvas.number(500, 222, 5, "ld-waiting", "waiting")
    canvas.slider(352, 250, 180, "ld-progress", "being made", 0, keep=0)
    canvas.bang(352, 280, "ld-cancel", "cancel it")
    canvas.bang(500, 280, "ld-keep", "keep last as loop")


def _loops(canvas: PdCanvas) -> None:
    canvas.panel(10, 330, 640, 370, "Loops and follower", colour=_LOOPS)
    canvas.array(22, 376, "ld-gains", MAX_LOOPS, 256, 100)
    canvas.number(22, 488, 5, "ld-loops-show", "loops")
    canvas.bang(150, 488, "ld-bank-choose", "bank folder")
    canvas.text(22, 520, "one loop:", 10)
    canvas.box(100, 520, "ld-loop", "number", 0, MAX_LOOPS - 1, 0, keep=0)
    canvas.toggle(250, 520, "ld-loop-mute", "mute")
    canvas.slider(22, 550, 180, "ld-loop-gain", "own gain", 0, keep=0)
    canvas.radio(22, 576, len(LAYERS), "ld-loop-layer")
    canvas.text(90, 576, " - ".join(LAYERS), 30)
    canvas.toggle(320, 366, "/dream/follower/enable", "follow live pitch")
    rows = (
        ("attack_ms", "attack ms", 0.1, 5000),
        ("release_ms", "release ms", 0.1, 5000),
        ("sensitivity_db", "sensitivity dB", -40, 60),
        ("q", "q (sharpness)", 0.5, 200),
        ("range", "range", 0, 1),
        ("gate_db", "gate dB", -120, 0),
    )
    for row, (name, label, low, high) in enumerate(rows):
        canvas.box(320, 398 + 30 * row, f"/dream/follower/{name}", label, low, high, 0, keep=0)
    canvas.text(320, 580, "The daemon sounds the loops itself.", 40)
    canvas.bang(22, 610, "ld-bands-loops", "bands of the loops")
    canvas.bang(200, 610, "ld-bands-strings", "guitar strings")
    canvas.number(360, 610, 5, "ld-bands-show", "bands")
    canvas.text(22, 640, "one band:", 10)
    canvas.box(100, 640, "ld-band", "number", 0, 63, 0, keep=0)
    canvas.box(250, 640, "ld-weight", "weight", -1, 1, 1, keep=0)
    canvas.bang(22, 670, "ld-map-set", "set its weight for the loop")
    canvas.bang(250, 670, "ld-map-auto", "let the loop's pitches say")


def _status(canvas: PdCanvas) -> None:
    canvas.panel(660, 70, 330, 630, "Status", colour=_STATUS)
    canvas.toggle(672, 104, "ld-lamp", "daemon is there")
    canvas.bang(850, 104, "ld-ping", "ping")
    canvas.symbol(672, 140, 12, "ld-state-show", "state")
    canvas.symbol(672, 170, 30, "ld-model-show", "model")
    for row, name in enumerate(("voices", "queue", "xruns", "load", "latency")):
        canvas.number(672, 204 + 30 * row, 8, f"ld-{name}-show", "latency ms" if name == "latency" else name)
    canvas.text(672, 360, "What it says:", 20)
    canvas.words(672, 384, 42, "ld-says")
    canvas.text(672, 430, "Models: choose by number", 30)
    canvas.box(672, 456, "ld-model-number", "", 0, 99, 0, keep=0)
    canvas.symbol(672, 486, 30, "ld-model-name-show")
    canvas.bang(672, 516, "ld-model-load", "load this model")
    canvas.bang(830, 516, "/dream/model/list", "ask again")

"""The front of the Pd twin. Every control sends to a named receive, in most cases an OSC address."""

from __future__ import annotations

from builders import pd_stage, pd_wire, words
from builders.pd_text import PdCanvas
from builders.words import DEFAULT_FOLDER
from live_daemon.osc.addresses import CONTROLS, INCOMING, LAYERS, LEVELS, MAX_LOOPS, SAMPLING
from live_daemon.settings import FollowerSettings, VoiceSettings, range_of
from live_daemon.settings.ranges import LIVE_SEED_S, MANNERS
from live_models.contract.generator import Controls

_RECORD, _DREAMS, _LOOPS, _STATUS, _FOLLOWER = "#e8d8d8", "#d8dfe8", "#dce6d8", "#e6e2d2", "#e0dae6"
_STRIP = 38
_FOLLOWED = {
    "attack_ms": "attack ms",
    "release_ms": "release ms",
    "sensitivity_db": "sensitivity dB",
    "q": "sharpness",
    "range": "range",
    "gate_db": "gate dB",
}
_COLUMN = 176
_ROWS = 6


def live_daemon() -> PdCanvas:
    """``live_daemon.pd``."""
    canvas = PdCanvas(width=1000, height=905)
    canvas.panel(10, 10, 980, 50, "live-daemon", 22, "#c8c8c8")
    canvas.text(
        250,
        14,
        "1 start `live-daemon run --set voices.max=0` (Pd plays the dreams). 2 record a take: its dream"
        " comes back. Another folder than ~/live-daemon/recordings: choose it first.",
        92,
    )
    _record(canvas)
    _dreams(canvas)
    _loops(canvas)
    _status(canvas)
    _follower(canvas)
    _dreaming(canvas)
    canvas.text(20, 800, "Inside every OSC address is a receive of the same name.", 90)
    canvas.obj(560, 800, "ld.osc")
    parts = (
        pd_stage.loops(),
        pd_stage.live_input(),
        pd_stage.state(),
        pd_stage.status(),
        _defaults(),
        pd_wire.config(),
        recorder("ld-auto-seed"),
        player(),
    )
    for column, part in enumerate(parts):
        canvas.subpatch(20 + 120 * column, 866, part)
    return canvas


def recorder(dream: str = "", every: str = "") -> PdCanvas:
    """``[pd recorder]``: the performer into ``ld.record~``, with receives for the front and for scripts."""
    canvas = PdCanvas("recorder", 900, 520)
    sound = canvas.subpatch(20, 60, pd_wire.performer())
    take = canvas.obj(20, 300, "ld.record~")
    sound.to(take)
    canvas.chain(140, 60, "r ld-record")[0].to(take, inlet=1)
    for column, (name, word) in enumerate(
        (("ld-rec", ""), ("ld-folder", "folder"), (dream, "dream"), (every, "every"))
    ):
        if name:
            row = (f"r {name}", f"list prepend {word}", "list trim") if word else (f"r {name}",)
            canvas.chain(260 + 160 * column, 60, *row)[-1].to(take, inlet=1)
    for outlet, (x, word) in enumerate(((20, "take"), (560, ""), (240, "recording"))):
        if word:
            take.to(canvas.chain(x, 360, f"list prepend {word}", "list trim", "s ld-report")[0], outlet=outlet)
    take.to(canvas.msg(560, 360, "; ld-rec-set set $1"), outlet=1)
    take.to(canvas.chain(420, 440, "list prepend symbol", "list trim", "s ld-take-show")[0], outlet=2)
    wrong = take.to(canvas.obj(740, 360, "list"), outlet=3)
    wrong.to(canvas.obj(740, 420, "s ld-says"))
    wrong.to(canvas.obj(740, 390, "s ld-refused"))
    canvas.chain(740, 200, "r ld-folder", "list prepend symbol", "list trim", "s ld-folder-show")
    canvas.chain(560, 280, "loadbang", f"[symbol {DEFAULT_FOLDER}]", "s ld-folder-show")
    canvas.chain(560, 200, "r ld-folder-choose", "openpanel 1", "s ld-folder")
    return canvas


def player(voices: str = "") -> PdCanvas:
    """``[pd player]``: finished dreams into ``ld.dreams~``, with a level."""
    canvas = PdCanvas("player", 640, 420)
    gate = canvas.chain(20, 40, "r /dream/ready", "list", "spigot 1")[-1]
    canvas.obj(20, 150, "r ld-play-dreams").to(gate, inlet=1)
    dreams = canvas.obj(20, 200, "ld.dreams~")
    gate.to(dreams)
    for column, (name, word) in enumerate((("ld-stagger", "stagger"), (voices, "voices"))):
        if name:
            canvas.chain(200 + 180 * column, 60, f"r {name}", f"list prepend {word}", "list trim")[-1].to(dreams)
    level = canvas.chain(320, 200, "r ld-level", "pack f 20", "line~")[-1]
    out = canvas.obj(20, 340, "dac~ 1 2")
    for side in range(2):
        gained = canvas.obj(20 + 60 * side, 290, "*~")
        dreams.to(gained, outlet=side)
        level.to(gained, inlet=1)
        gained.to(out, inlet=side)
    dreams.to(canvas.obj(160, 340, "s ld-sounding"), outlet=2)
    dreams.to(canvas.obj(160, 260, "s ld-waiting"), outlet=3)
    return canvas


def _defaults() -> PdCanvas:
    """``[pd defaults]``: the daemon's default values, shown on the front when the patch opens."""
    canvas = PdCanvas("defaults", 900, 240)
    follower, voices = FollowerSettings(), VoiceSettings()
    shown = {f"/dream/follower/{name}": getattr(follower, name) for name in _FOLLOWED}
    shown["/dream/follower/enable"] = int(follower.enabled)
    shown |= {CONTROLS[name]: getattr(Controls(), name) or 0 for name in words.CONTROLS}
    shown |= dict.fromkeys(LEVELS.values(), 1)
    shown["ld-sampling"] = SAMPLING.index("full")
    lines = "".join(f"; {name}-set set {value:g}" for name, value in shown.items())
    canvas.chain(
        20, 20, "loadbang", f"[{lines}; ld-stagger {voices.stagger_s:g}; ld-stagger-set set {voices.stagger_s:g}]"
    )
    return canvas


def _record(canvas: PdCanvas) -> None:
    canvas.panel(10, 70, 320, 250, "Record", colour=_RECORD)
    canvas.meter(296, 80, "ld-in-vu")
    canvas.meter(268, 80, "/dream/input")
    canvas.toggle(22, 104, "ld-rec", "record a take", size=34)
    canvas.toggle(164, 104, "/dream/record", "daemon's", size=34)
    canvas.symbol(22, 152, 32, "ld-take-show")
    canvas.toggle(22, 182, "ld-auto-seed", "dream on every take", start=1)
    canvas.number(200, 182, 5, "ld-recorded-show", "s")
    canvas.bang(22, 210, "ld-folder-choose", "recordings folder")
    canvas.bang(190, 210, "ld-noise", "dream on noise")
    canvas.symbol(22, 236, 32, "ld-folder-show")
    canvas.bang(22, 264, "ld-live", "dream on the last")
    canvas.box(190, 264, "ld-live-s", "seconds", *LIVE_SEED_S, 5, keep=1)
    canvas.bang(22, 292, "ld-play-choose", "rehearse with a file")
    canvas.bang(220, 292, "ld-play-stop", "stop")


def _dreams(canvas: PdCanvas) -> None:
    canvas.panel(340, 70, 310, 250, "Dreams", colour=_DREAMS)
    panic(canvas, 352, 104)
    canvas.toggle(512, 112, "ld-play-dreams", "play dreams", start=1)
    canvas.slider(352, 162, 180, "ld-level", "level", 0.7, keep=1)
    canvas.box(352, 192, "ld-stagger", "s between starts", *range_of("voices.stagger_s"), 2, keep=0)
    canvas.number(352, 222, 5, "ld-sounding", "sounding")
    canvas.number(500, 222, 5, "ld-waiting", "waiting")
    canvas.slider(352, 250, 180, "ld-progress", "being made", 0, keep=0)
    canvas.bang(352, 280, "ld-cancel", "cancel it")
    canvas.bang(500, 280, "ld-keep", "keep last as loop")


def panic(canvas: PdCanvas, x: int, y: int) -> None:
    """The red button."""
    canvas.obj(x, y, "bng 40 120 50 0 /dream/panic ld-panic-lamp PANIC 50 20 0 16 #ff5040 #ffffff #000000")


def _loops(canvas: PdCanvas) -> None:
    canvas.panel(10, 330, 640, 462, "Loops", colour=_LOOPS)
    canvas.array(22, 376, "ld-gains", pd_stage.STRIPS, _STRIP * pd_stage.STRIPS, 90)
    for number in range(pd_stage.STRIPS):
        x = 28 + _STRIP * number
        canvas.text(x, 467, str(number), 3)
        canvas.symbol(x - 4, 485, 6, f"ld-name-{number}", size=8)
        canvas.fader(x, 503, 80, f"ld-gain-{number}")
        canvas.toggle(x, 590, f"ld-mute-{number}", "")
        canvas.radio(x, 614, len(LAYERS), f"ld-layer-{number}")
    canvas.text(22, 672, f"own gain, mute, layer ({', '.join(LAYERS)})", 60)
    canvas.number(470, 674, 5, "ld-loops-show", "loops")
    canvas.bang(560, 672, "ld-bank-choose", "bank...")
    canvas.bang(22, 702, "ld-bands-loops", "bands of the loops")
    canvas.bang(190, 702, "ld-bands-strings", "guitar strings")
    canvas.number(330, 704, 4, "ld-bands-show", "bands")
    canvas.bang(470, 702, "/dream/unmute", "unmute all")
    canvas.box(22, 732, "ld-loop", "loop", 0, MAX_LOOPS - 1, 0, keep=0)
    canvas.box(142, 732, "ld-band", "band", 0, 63, 0, keep=0)
    canvas.box(262, 732, "ld-weight", "weight", -1, 1, 1, keep=1)
    canvas.bang(400, 732, "ld-map-set", "set it")
    canvas.bang(490, 732, "ld-map-auto", "as its pitches")
    for column, address in enumerate(LEVELS.values()):
        canvas.box(22 + 190 * column, 762, address, f"all {address.rpartition('/')[2]}", 0, 1, 0, keep=0)


def _status(canvas: PdCanvas) -> None:
    canvas.panel(660, 70, 330, 374, "Status", colour=_STATUS)
    canvas.toggle(672, 104, "ld-lamp", "daemon is there")
    canvas.bang(850, 104, "ld-ping", "ping")
    canvas.symbol(672, 134, 12, "ld-state-show", "state")
    canvas.symbol(672, 160, 30, "ld-model-show", "model")
    for row, name in enumerate(("voices", "queue", "xruns", "load", "latency")):
        left, top = 672 + 150 * (row % 2), 190 + 28 * (row // 2)
        canvas.number(left, top, 8, f"ld-{name}-show", "latency ms" if name == "latency" else name)
    canvas.text(672, 280, "What it says:", 20)
    canvas.words(672, 302, 42, "ld-says")
    canvas.text(672, 336, "Models: choose by number", 30)
    canvas.box(672, 360, "ld-model-number", "", 0, 99, 0, keep=0)
    canvas.symbol(672, 388, 30, "ld-model-name-show")
    canvas.bang(672, 416, "ld-model-load", "load this model")
    canvas.bang(830, 416, "/dream/model/list", "ask again")


def _follower(canvas: PdCanvas) -> None:
    canvas.panel(660, 454, 330, 148, "Follower", colour=_FOLLOWER)
    canvas.toggle(672, 484, "/dream/follower/enable", "loops follow live pitch")
    canvas.array(876, 480, "ld-heard", pd_stage.BANDS_SHOWN, 104, 28)
    for row, (name, label) in enumerate(_FOLLOWED.items()):
        (argument,) = INCOMING[f"/dream/follower/{name}"].arguments
        low, high = float(argument.minimum or 0), float(argument.maximum or 0)
        x, y = 672 + _COLUMN * (row // 3), 514 + 28 * (row % 3)
        canvas.box(x, y, f"/dream/follower/{name}", label, low, high, 0, keep=0)


def _dreaming(canvas: PdCanvas) -> None:
    canvas.panel(660, 612, 330, 244, "Dreaming", colour=_DREAMS)
    for row, (name, label) in enumerate(words.CONTROLS.items()):
        (argument,) = INCOMING[CONTROLS[name]].arguments
        low, high = float(argument.minimum or 0), float(argument.maximum or 0)
        x, y = 672 + _COLUMN * (row // _ROWS), 636 + 25 * (row % _ROWS)
        canvas.box(x, y, CONTROLS[name], label, low, high, 0, keep=0)
    x = 672 + _COLUMN
    canvas.radio(x, 666, len(SAMPLING), "ld-sampling")
    for row, name in enumerate(SAMPLING):
        canvas.text(x + 24, 667 + 18 * row, name, 10)
    canvas.bang(x, 742, "/dream/control/reset", "as its card", size=16)
    canvas.text(672, 788, "harmony", 8)
    canvas.typed(736, 788, 20, "/dream/pitches")
    canvas.bang(900, 788, "ld-pitches-auto", "as I play", size=16)
    canvas.text(672, 806, "type C3 E3 G3, or auto, and Enter", 40)
    canvas.bang(672, 832, "/dream/live/start", "LIVE DREAM", size=16)
    canvas.bang(780, 832, "/dream/live/stop", "stop", size=16)
    for column, manner in enumerate(MANNERS):
        canvas.bang(840 + 62 * column, 832, f"ld-manner-{manner}", manner, size=16)

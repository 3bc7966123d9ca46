"""The front of the Max patch: record, dreams, status, and the messages behind every control."""

from __future__ import annotations

from py2max import Patcher

from builders import max_controls, max_loops, max_state
from builders.abstractions import VOICES
from builders.max_page import AMBER, GREEN, NIGHT, QUIET, RED, WELL, MaxBox, MaxPage, float_range, int_range
from builders.max_parts import (
    front,
    lamp,
    level_fader,
    menu_look,
    panic_orders,
    recordings_folder,
    send,
    unmute_all,
    words,
)
from live_daemon.settings import VoiceSettings, range_of
from live_daemon.settings.ranges import LIVE_SEED_S

WIDTH, HEIGHT = 1220, 876
PANELS = {
    "RECORD": (10, 70, 300, 290),
    "DREAMS": (320, 70, 300, 290),
    "FOLLOWER": (630, 70, 290, 290),
    "STATUS": (930, 70, 280, 290),
    "LOOPS": (10, 370, 1200, 302),
    "BANDS": (10, 682, 1200, 54),
    "DREAMING": (10, 746, 1200, 120),
}
HOW_TO = (
    "1 In a terminal: live-daemon run --set voices.max=0  2 Click the loudspeaker. "
    "3 Choose the recordings folder. 4 Record a take: its dream comes back."
)


def live_daemon() -> Patcher:
    """``live_daemon.maxpat``. Patching view: a column of controls and their messages for each group of the front."""
    patcher = front("live-daemon", WIDTH, HEIGHT)
    page = MaxPage(patcher)
    page.label("live-daemon", (1840, 20), (20, 12, 170, 36), 26)
    page.label(HOW_TO, (1840, 70), (200, 10, 560, 40), 13, 300, QUIET)
    _panic(page)
    for row, (name, place) in enumerate(PANELS.items()):
        page.label(name, (1920, 340 + 30 * row), (place[0] + 10, place[1] + 4, 90, 20), 13, colour=QUIET)
    _record(page)
    _bridge(page, _dreams(page))
    max_loops.mixer(page)
    max_loops.follower(page)
    max_loops.bands(page)
    max_controls.dreaming(page)
    _status(page)
    _models(page)
    _says(page)
    max_state.state(page.inside(2160, 160, "state", 1240, 1120)[1])
    page.panel((0, 0, WIDTH, HEIGHT), (2040, 340), NIGHT)
    for row, place in enumerate(PANELS.values()):
        page.panel(place, (2040, 370 + 30 * row))
    return patcher


def _panic(page: MaxPage) -> None:
    panic = page.button("panic", "PANIC", (420, 640), (1030, 8, 180, 52), fontsize=24.0, fontface=1, bgcolor=list(RED))
    panic_orders(page, panic, 420, 690)
    unmute_all(page, (560, 640), (890, 14, 130, 40), fontsize=15.0)


def _record(page: MaxPage) -> None:
    page.note(20, 20, "RECORD")
    sound = page.obj(20, 60, "adc~ 1")
    sound.to(page.control("meter~", "input_level", (120, 60, 110, 16), (24, 260, 272, 12), bgcolor=list(WELL)))
    recorder = page.obj(20, 100, "ld.record~")
    sound.to(recorder)

    switch = page.switch("record", "RECORD", "RECORDING: stop", (300, 100), (24, 96, 272, 48), RED, fontsize=22.0)
    switch.to(recorder, inlet=1)
    recorder.to(page.msg(120, 150, "set $1"), outlet=1).to(switch)
    begun = page.obj(20, 200, "t l")
    recorder.to(begun, outlet=2)
    begun.to(page.obj(20, 230, "prepend set")).to(page.display("take", (20, 260, 200, 22), (24, 148, 272, 22)))
    recorder.to(page.chain(240, 200, "prepend set", "s ld.says")[0], outlet=3)

    auto = page.switch(
        "dream_on_take", "dream on every take: no", "dream on every take: yes", (20, 340), (24, 174, 272, 26), AMBER
    )
    page.obj(20, 310, "loadmess 1").to(auto).to(page.msg(20, 370, "dream $1")).to(recorder, inlet=1)

    recordings_folder(page, recorder, (20, 430), (24, 204, 140, 26), (24, 234, 272, 22))

    noise = page.button("dream_noise", "dream on noise", (240, 430), (172, 204, 124, 26))
    noise.to(send(page, 240, 460, "/dream/seed/noise perlin"))

    seconds = page.control(
        "flonum",
        "live_seconds",
        (240, 660, 60, 22),
        (214, 297, 56, 22),
        minimum=LIVE_SEED_S.minimum,
        maximum=float(LIVE_SEED_S.maximum),
        parameter=float_range(*LIVE_SEED_S),
    )
    page.obj(240, 630, "loadmess 5.").to(seconds)
    kept = page.obj(20, 700, "float 5.")
    page.button("dream_live", "DREAM on the last", (20, 630), (24, 293, 184, 30), fontsize=15.0).to(kept)
    seconds.to(kept, inlet=1)
    kept.to(send(page, 20, 730, "/dream/seed/live $1"))
    page.label("s", (310, 660), (274, 297, 20, 22))
    _daemon_input(page)


def _daemon_input(page: MaxPage) -> None:
    """What the daemon itself hears: its level, and a take of it, which needs no sound in Max."""
    page.label("what the daemon hears", (20, 786), (20, 273, 140, 18), 11, colour=QUIET)
    level = page.control(
        "slider",
        "daemon_input",
        (20, 890, 110, 16),
        (166, 278, 130, 12),
        floatoutput=1,
        min=-60.0,
        size=60.0,
        orientation=1,
        ignoreclick=1,
        bgcolor=list(WELL),
        knobcolor=list(GREEN),
    )
    page.chain(20, 810, "r /dream/input", "[set $1]")[1].to(level)
    switch = page.switch(
        "record_daemon", "RECORD that", "RECORDING: stop", (20, 960), (24, 327, 184, 28), RED, fontsize=15.0
    )
    switch.to(send(page, 20, 1000, "/dream/record $1"))
    told = page.chain(240, 810, "r /dream/recording", "unpack 0 0.")[1]
    told.to(page.obj(240, 890, "prepend set")).to(switch)
    seconds = page.control("flonum", "recorded_s", (330, 960, 60, 22), (214, 330, 56, 22), ignoreclick=1)
    told.to(seconds, outlet=1)
    page.label("s", (400, 960), (274, 330, 20, 22))


def _bridge(page: MaxPage, speaker: MaxBox) -> None:
    """Sound to the daemon and back through the plugin, if that is wanted."""
    page.note(1920, 620, "Sound through the bridge: the daemon was started with --set audio.device=bridge", 420)
    sound = page.obj(1920, 700, "adc~ 1 2")
    bridge = page.obj(1920, 740, "ld.bridge~")
    for side in range(2):
        sound.to(bridge, outlet=side, inlet=side)
        bridge.to(speaker, outlet=side, inlet=side)
    page.switch("bridge", "bridge", "BRIDGE", (2040, 700), (772, 14, 108, 40), GREEN, fontsize=15.0).to(bridge, inlet=2)


def _dreams(page: MaxPage) -> MaxBox:
    """The dreams as they come; returns the loudspeaker."""
    page.note(420, 20, "DREAMS")
    gate = page.obj(420, 60, "gate 1 1")
    page.obj(500, 30, "r /dream/ready").to(gate, inlet=1)
    player = gate.to(page.obj(420, 100, "ld.dreams~"))
    line = level_fader(page, (334, 160, 200, 28), (560, 100))
    page.label("level", (740, 130), (540, 163, 60, 22))
    speaker = page.control("ezdac~", "loudspeaker", (420, 270, 44, 44), (556, 98, 52, 52))
    for side in range(2):
        gained = page.obj(420 + 60 * side, 230, "*~")
        player.to(gained, outlet=side)
        line.to(gained, inlet=1)
        gained.to(speaker, inlet=side)

    play = page.switch(
        "play_dreams", "dreams wait", "DREAMS PLAY", (420, 370), (334, 98, 212, 52), GREEN, fontsize=18.0
    )
    page.obj(420, 340, "loadmess 1").to(play).to(page.obj(420, 404, "t i")).to(gate)
    numbers = (
        (
            "stagger_s",
            "flonum",
            *map(float, range_of("voices.stagger_s")),
            VoiceSettings().stagger_s,
            "stagger",
            "s at least between two starts",
        ),
        ("voices", "number", 1, VOICES, VOICES, "voices", "dreams at once, at most"),
    )
    for row, (name, kind, low, high, value, word, text) in enumerate(numbers):
        x, y = 560 + 110 * row, 480
        box = page.control(
            kind,
            name,
            (x, y, 60, 22),
            (334, 196 + 28 * row, 56, 22),
            minimum=low,
            maximum=high,
            parameter=int_range(int(low), int(high)) if kind == "number" else float_range(low, high),
        )
        page.obj(x, y - 30, f"loadmess {value:g}").to(box).to(page.msg(x, y + 30, f"{word} $1")).to(player)
        page.label(text, (560 + 110 * row, 420 - 30 * row), (396, 196 + 28 * row, 216, 22))
    for column, (name, outlet) in enumerate((("sounding", 2), ("waiting", 3))):
        x = 420 + 130 * column
        box = page.control("number", name, (x, 580, 50, 22), (334 + 140 * column, 254, 44, 22), ignoreclick=1)
        player.to(box, outlet=outlet)
        page.label(f"{name}", (x + 54, 580), (382 + 140 * column, 254, 76, 22))

    progress = page.control(
        "slider",
        "progress",
        (420, 880, 140, 22),
        (334, 284, 190, 22),
        floatoutput=1,
        size=1.0,
        orientation=1,
        ignoreclick=1,
        bgcolor=list(WELL),
        knobcolor=list(AMBER),
    )
    page.chain(420, 820, "r /dream/progress", "[set $2]")[1].to(progress)
    page.label("being made", (570, 880), (530, 284, 84, 22))
    for column, (event, name, text, address) in enumerate(
        (("queued", "cancel", "give it up", "cancel"), ("ready", "keep", "keep last as loop", "bank/add"))
    ):
        x = 420 + 200 * column
        last = page.obj(x, 980, "int")
        page.chain(x + 60, 920, f"r /dream/{event}", "unpack 0")[1].to(last, inlet=1)
        shown = (334 + 128 * column, 314, 120 if column == 0 else 146, 32)
        page.button(name, text, (620, 760 + 30 * column), shown).to(last)
        last.to(send(page, x, 1010, f"/dream/{address} $1"))
    return speaker


def _status(page: MaxPage) -> None:
    page.note(1480, 20, "STATUS")
    page.obj(1480, 50, "ld.osc")
    light, parts = lamp(page, (944, 96, 24, 24), 1480, 90)
    light.to(page.chain(1740, 150, "change", "sel 1", "s ld.daemon_came")[0])
    page.label("daemon", (1680, 184), (972, 97, 60, 22), 13)
    for outlet, (name, place) in enumerate((("state", (1036, 97, 92, 22)), ("model", (1000, 292, 200, 22)))):
        setting = page.obj(1480 + 140 * outlet, 220, "prepend set")
        parts.to(setting, outlet=outlet)
        setting.to(page.display(name, (1480 + 140 * outlet, 250, 120, 22), place))
    rows = {
        "voices": "its voices",
        "queue": "dreams to come",
        "xruns": "blocks missed",
        "load": "load (1: all)",
        "latency_ms": "latency, ms",
    }
    for row, (name, meaning) in enumerate(rows.items()):
        x, y = 1480 + 200 * (row % 2), 310 + 60 * (row // 2)
        left, top = 944 + 134 * (row % 2), 126 + 27 * (row // 2)
        kind = "flonum" if row > 2 else "number"
        shown = "daemon_voices" if name == "voices" else name
        parts.to(page.control(kind, shown, (x, y, 60, 22), (left, top, 42, 22), ignoreclick=1), outlet=row + 2)
        page.label(meaning, (x, y + 26), (left + 44, top, 88, 22), 10.5)
    page.button("ping", "ping", (1680, 450), (1136, 95, 64, 26)).to(send(page, 1680, 480, "/dream/ping 1"))


def _models(page: MaxPage) -> None:
    ask = page.obj(1480, 600, "t b b")
    page.obj(1480, 560, "r ld.daemon_came").to(ask)
    menu = page.control(
        "umenu", "model_menu", (1480, 760, 160, 22), (1000, 320, 134, 26), items=["models"], **menu_look()
    )
    page.button("ask_models", "ask", (1620, 600), (1140, 320, 60, 26)).to(ask)
    ask.to(page.msg(1540, 680, "clear"), outlet=1).to(menu)
    ask.to(send(page, 1590, 650, "/dream/model/list"))
    page.chain(1740, 560, "r /dream/model/name", "[append $1]")[1].to(menu)
    page.chain(1740, 720, "r /dream/model/ready", "[setsymbol $1]")[1].to(menu)
    menu.to(send(page, 1480, 800, "/dream/model/load $1"), outlet=1)
    page.label("model", (1480, 860), (944, 292, 54, 22))
    page.label("load", (1560, 860), (944, 322, 54, 22))


def _says(page: MaxPage) -> None:
    said = page.display("says", (1920, 210, 200, 60), (944, 210, 256, 74))
    page.obj(2020, 160, "r ld.says").to(said)
    _, inner = page.inside(1920, 160, "words", 760, 620)
    words(inner, "ld.says")

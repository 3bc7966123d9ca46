"""The dreams of a controller on a real mixer and a real engine; host, worker and clock are the test's."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from live_daemon.dreams.parts import DreamParts
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.settings import EngineSettings, FollowerSettings, PathSettings, Settings, VoiceSettings
from live_daemon.state.state_file import ControllerState
from live_daemon.takes.arrivals import RecordingArrived
from live_inference.worker import messages as m
from support.stage import Stage as EngineStage

RATE = 48_000
DURATION_S = 4.0


class Rig:
    """The dreams of a controller on a real mixer and a real engine; the host, the worker and the clock are ours."""

    def __init__(self, folder: Path, *, before: Rig | None = None, **voices):
        """``before``: the controller that died; this one takes over its engine and its state."""
        self.now = 1000.0
        self.engine = before.engine if before else EngineStage(folder, arena_s=60.0)
        if before is None:
            self.engine.record.arena[:] = 1000.0  # what is not made yet must never be heard
        self.settings = Settings(
            engine=EngineSettings(duration_s=DURATION_S, model="nylon"),
            voices=VoiceSettings(**{"stagger_s": 0.0, "gain_db": 0.0, **voices}),
            follower=FollowerSettings(loops=4),
            paths=PathSettings(**{name: str(folder / name) for name in ("recordings", "dreams", "bank", "state")}),
        )
        self.mixer = LoopMixer(self.engine.control, 60 * RATE, RATE, self.settings.voices, self.settings.follower)
        self.told = []
        self.sent = []
        self.link = SimpleNamespace(connected=True, send=lambda message: self.sent.append(message) or True)
        reporter = SimpleNamespace(
            send=lambda path, *values: self.told.append((path, *values)),
            problem=lambda address, text: self.told.append(("/dream/error", address, text)),
        )
        watcher = SimpleNamespace(expect=lambda path, order_id: None)
        self.state = before.state if before else ControllerState(model="nylon")
        self.dreams = DreamParts(
            self.settings,
            self.state,
            self.mixer,
            self.engine.control,
            reporter,
            watcher,
            self.link,
            save=lambda: None,
            clock=lambda: self.now,
            wall_clock=lambda: self.now,
        )
        self.heard = np.zeros(0, np.float32)
        if before is not None:
            self.mixer.restore(self.state.mixer)
            self.dreams.restore(self.state)
        self.model_is_ready()

    def model_is_ready(self, x_realtime=20.0):
        self.dreams.model_ready(m.ModelReady("nylon", x_realtime, {}))

    def answer(self, answer):
        self.dreams.answers.answered(answer)

    def ask(self, name="take.wav") -> m.DreamOrder | None:
        """A take is dropped; return the order that the worker got, if it got one."""
        before = len(self.sent)
        self.dreams.intake.recording_arrived(RecordingArrived(Path(self.settings.paths.recordings) / name))
        return self.sent[before].orders[-1] if len(self.sent) > before else None

    def make(self, order, seconds, x_realtime=20.0, level=0.1):
        """The worker has made so much of a dream."""
        filled = round(seconds * RATE)
        place = order.voice
        if place is not None:
            self.engine.record.arena[place.offset : place.offset + filled] = level
        self.answer(m.DreamProgress(order.id, seconds / order.duration_s, filled, x_realtime))
        self.mixer.start_voices(self.stage_time_s)

    def ready(self, order, x_realtime=20.0):
        self.make(order, order.duration_s, x_realtime)
        self.engine.record.arena[order.loop.offset : order.loop.offset + RATE] = 0.05
        self.answer(m.DreamReady(order.id, f"/dreams/{order.id}.wav", order.duration_s, RATE, [220.0], [1.0]))

    @property
    def stage_time_s(self):
        return self.engine.record.get("frame") / RATE

    def play(self, seconds):
        """Stage time and clock go on; return what sounds (left)."""
        out = []
        for _ in range(round(seconds / 0.02)):
            out.append(self.engine.play(0.02, 64)[:, 0])
            self.now += 0.02
            self.mixer.tick(self.stage_time_s)
            self.dreams.orders.tick()
        self.heard = np.concatenate(out)
        assert np.abs(self.heard).max() < 2.0, "samples that were not made yet have sounded"
        return self.heard

    def held(self):
        """Frames of the arena that somebody leases, once the controller has looked."""
        self.mixer.order_leases.keep(self.dreams.requests.all())
        return sum(place.frames for place in self.mixer.arena.ranges)

    def of(self, path):
        return [message[1:] for message in self.told if message[0] == path]

    def load_bank(self, *names, dream_id=-1):
        for name in names:
            lease = self.mixer.arena.lease(RATE, name)
            self.engine.record.arena[lease.place.offset : lease.place.offset + RATE] = 0.2
            self.mixer.add_loop(Loop(lease.place, [(220.0, 1.0)], name, RATE, dream_id))
            lease.end()
        self.play(0.1)

    def worker_dies(self):
        self.link.connected = False
        self.dreams.worker_lost()

    def worker_is_back(self):
        self.link.connected = True
        self.model_is_ready()


def level(sound):
    """Return the peak of the last 20 ms."""
    return float(np.abs(sound[-960:]).max())


def pan_gain(rig):
    """How a voice is panned decides how loud its left side is."""
    slots = rig.engine.record.fields["slot_pan"][0]
    voice = rig.mixer.voices.sounding[0]
    return float(np.cos(0.25 * np.pi * (slots[voice.slot] + 1)))

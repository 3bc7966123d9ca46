"""A loop mixer whose engine is a table: slots sound until the test ends them."""

from types import SimpleNamespace

import numpy as np

from live_daemon.audio.control import EngineStalledError
from live_daemon.loops.loop import Loop
from live_daemon.loops.mixer import LoopMixer
from live_daemon.loops.slots import NUM_SLOTS
from live_daemon.loops.voices import Voice
from live_daemon.settings import FollowerSettings, VoiceSettings


class FakeControl:
    """Stands in for the engine: slots sound until the test ends them; every call is kept."""

    def __init__(self):
        self.sounding = {}
        self.rows = {}
        self.muted = {}
        self.calls = []
        self.bands = []
        self.monitor = None
        self.levels = {}
        self.stalled = False
        self.panic_is_done = True

    def start_slot(self, slot, offset, frames, **how):
        if self.stalled:
            raise EngineStalledError("the engine takes no commands")
        assert how["goes_on"] or self.sounding.get(slot) is None, "a slot that sounds must not be started"
        self.sounding[slot] = (offset, frames, how)

    def fill_slot(self, slot, offset, filled, *, ends=False):
        self.calls.append(("fill", slot, filled, ends))

    def stop_slot(self, slot, fade_ms):
        self.calls.append(("stop", slot))

    def ends(self, slot):
        del self.sounding[slot]

    def slot_state(self, slot):
        offset, frames, how = self.sounding.get(slot, (0, 0, {"apart": 0}))
        phase = "playing" if slot in self.sounding else "free"
        return SimpleNamespace(phase=phase, offset=offset, frames=frames, apart=how["apart"])

    def set_monitor(self, gain):
        self.monitor = gain

    def set_level(self, kind, level):
        self.levels[kind.name] = level

    def set_gain_map(self, slot, weights):
        self.rows[slot] = list(weights)

    def set_slot_mute(self, slot, muted):
        self.muted[slot] = muted

    def set_bands(self, centres, q, sections):
        self.bands = list(centres)

    def set_slot_gain(self, slot, gain):
        self.calls.append(("gain", slot, gain))

    def set_slot_layer(self, slot, layer):
        self.calls.append(("layer", slot, layer))

    def set_follower(self, **values):
        self.calls.append(("follower", values))

    def panic(self):
        self.calls.append(("panic",))
        self.sounding.clear()

    def free_slots(self):
        return np.array([slot not in self.sounding for slot in range(NUM_SLOTS)])

    def gains(self, slots):
        return [0.1 * slot for slot in slots]


def make_mixer(frames=1000, *, own_outputs=0, **follower):
    control = FakeControl()
    voices = VoiceSettings(max=2, stagger_s=2.0)
    settings = FollowerSettings(**{"loops": 3, **follower})
    return LoopMixer(control, frames, 48_000, voices, settings, 0.5, own_outputs=own_outputs), control


def panic(mixer, control):
    control.panic()
    mixer.silence()


def a_loop(mixer, *pitches, frames=100):
    place = mixer.arena.lease(frames, "a test").place
    return Loop(place, [(hz, 1.0) for hz in pitches], "loop", frames, dream_id=place.offset)


def brought(mixer, loop):
    """Whoever brought a loop to the mixer has ended its lease: only the mixer's are left."""
    next(lease for lease in mixer.arena.leases if lease.place == loop.place and lease.purpose == "a test").end()


def has_room(mixer, frames):
    """Whether a range of this length is free."""
    lease = mixer.arena.lease(frames, "a test")
    if lease is not None:
        lease.end()
    return lease is not None


def a_voice(mixer, number, frames=100, **how):
    """A voice whose order is over: only the voice holds its room."""
    lease = mixer.arena.lease(frames, "a test")
    assert mixer.voices.queue(Voice(lease.place, number, **how))
    lease.end()
    return mixer.voices.find(number)

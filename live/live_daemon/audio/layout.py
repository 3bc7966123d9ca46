"""What the audio record holds: constants, opcodes and the one structured type that every process maps.

Who writes: the engine (audio process) everything below *parameters*; the controller the command ring and what it has
handled of the panics; the OSC process, and a controller that comes back, the requests for panics; the supervisor the
clock's limit (as the demo does), the black box's two fields and, while no audio process runs, `process_state`. Anyone
may read, racily, at any time.
"""

import zlib
from enum import IntEnum

import numpy as np

from live_daemon.follower import bands
from live_daemon.settings import range_of
from live_daemon.settings.ranges import LIVE_SEED_S

MAX_BANDS = bands.MAX_BANDS
TICK = 32  # frames between two evaluations of commands and gains; gains ramp over one tick
MAX_SLOTS = 128
COMMANDS = 512  # that may wait
COMMAND_RING = 4096  # entries: commands that were taken stay readable for the black box
COMMANDS_PER_TICK = 64
COMMAND_INTS = 7
COMMAND_SCALARS = 6
GATE_OFF_DB = -120.0  # at or below it every band passes
PANIC_RING = 16
MAX_OWN_OUTPUTS = 64  # channels behind the stereo mix, one slot each
BANK_NAME_BYTES = 256  # with a 0 at the end
DURATION_BINS = 8192  # of callback durations, half a microsecond each; the last one takes the rest
DURATION_BIN_NS = 500
INPUT_RING_MARGIN_S = 0.5  # the oldest part of the input ring may be overwritten while it is copied
INPUT_RING_S = LIVE_SEED_S.maximum + INPUT_RING_MARGIN_S
INPUT_RING_CAPACITY = int(INPUT_RING_S * range_of("audio.sample_rate").maximum)  # frames; few rates use all

MAGIC = 0x4C44_4155_4449_4F31  # "LDAUDIO1"


class ProcessState(IntEnum):
    """What the audio process said last about itself."""

    STOPPED = 0
    STARTING = 1
    RUNNING = 2
    COMPILING = 3  # the engine, once on each machine


class SlotPhase(IntEnum):
    """What the engine does with a slot."""

    FREE = 0
    PLAYING = 1
    FADING = 2  # to its end
    DRYING = 3  # fades: the end of the filled frames is near
    WAITING = 4  # silent at the end of the filled frames until there are more


class Course(IntEnum):
    """How a slot goes through its range of the arena."""

    ONCE = 0
    LOOP = 1
    ENDLESS = 2  # round and round, as far as it is filled: somebody writes ahead of it, over what has sounded
    LOOP_ON = 3  # of a start: a loop that begins at the place where the loop before it in the slot was


class Kind(IntEnum):
    """What sounds, for the levels of the mix: whatever goes round in a circle is a loop."""

    DREAMS = 0
    LOOPS = 1


class Layer(IntEnum):
    """How a slot follows the bands."""

    SWELL = 0
    TREMOLO = 1
    RING = 2


class Op(IntEnum):
    """Opcodes of the command ring."""

    SET_BANDS = 1
    SET_FOLLOWER = 2
    START = 3
    STOP = 4
    GAIN = 5
    MUTE = 6
    LAYER = 7
    GAIN_MAP = 8
    MONITOR = 9
    RESET_STATISTICS = 10
    FILLED = 11
    LEVEL = 12


_I, _F, _D = np.int64, np.float32, np.float64

RECORD_TYPE = np.dtype(
    [
        # header, written once by AudioRecord.create
        ("magic", _I),
        ("layout", _I),
        ("arena_frames", _I),
        ("ring_frames", _I),
        ("sample_rate", _D),
        # the audio process about itself
        ("process_state", _I),
        ("pid", _I),
        ("stand_in", _I),  # 1 while a clock runs the engine because the device is away
        ("engine_sample_rate", _D),  # of the device, in Hz
        ("rate_frame", _I),  # since when: before this frame the input ring has another rate
        ("blocksize", _I),  # 0: the host decides
        ("input_channels", _I),
        ("output_channels", _I),
        ("latency_in_s", _D),
        ("latency_out_s", _D),
        ("arena_address", _I),  # where the engine's own process mapped the arena; meaningless elsewhere
        # the black box: whether it runs, how many commands it has read (both by the supervisor), how many engines have
        # begun (by the audio process)
        ("recorded", _I),
        ("recorded_commands", _I),
        ("engine_starts", _I),
        ("bank_name", np.uint8, BANK_NAME_BYTES),  # of the bank that plays, UTF-8, by the controller: for the bridge
        # the stepped clock
        ("clock_limit_frames", _I),  # -1: free running
        ("clock_waits", _I),  # grows while the clock waits at its limit: it is alive
        # command ring: single producer (controller), single consumer (engine)
        ("command_head", _I),
        ("command_tail", _I),
        ("command_op", _I, COMMAND_RING),
        ("command_slot", _I, COMMAND_RING),
        ("command_ints", _I, (COMMAND_RING, COMMAND_INTS)),
        ("command_scalars", _D, (COMMAND_RING, COMMAND_SCALARS)),
        ("command_row", _D, (COMMAND_RING, MAX_BANDS)),
        # by the engine: the frame at which it took each, and whether a panic had overtaken it
        ("command_frame", _I, COMMAND_RING),
        ("command_overtaken", _I, COMMAND_RING),
        # panic is a state: the number of the last request, of the last that the controller has handled (with the
        # ring's head as it was then) and of the last that the engine has heard. While one is not handled, and from
        # commands before panic_head, the engine starts nothing
        ("panic_requests", _I),
        ("panic_handled", _I),
        ("panic_head", _I),
        ("panic_done", _I),
        ("panics", _I),  # by the engine: how many it has heard, and at which frames
        ("panic_frame", _I, PANIC_RING),
        # parameters
        ("redesign", _I),  # 1: coefficients must be computed at the next tick
        ("num_bands", _I),
        ("sections", _I),
        ("q", _D),
        ("band_hz", _D, MAX_BANDS),
        ("attack_ms", _D),
        ("release_ms", _D),
        ("sensitivity_db", _D),
        ("range", _D),
        ("gate_db", _D),
        ("follower_enabled", _I),
        ("monitor_wanted", _D),
        ("master_wanted", _D),  # 0 while the process stops, so that the stream ends without a click
        # coefficients; float64, since float32 costs 65 dB of accuracy in the low bands
        ("b0", _D, MAX_BANDS),
        ("a1", _D, MAX_BANDS),
        ("a2", _D, MAX_BANDS),
        ("attack", _D),
        ("release", _D),
        ("sensitivity", _D),
        ("gate_opens", _D),  # the envelope that opens a band's gate; one below gate_closes shuts it
        ("gate_closes", _D),
        ("gate_attack", _D),  # per tick
        ("gate_release", _D),
        ("slew", _D),  # of own gain, mute, monitor and master: a full step in 10 ms
        # state of the bands
        ("z1", _D, MAX_BANDS),
        ("z2", _D, MAX_BANDS),
        ("z3", _D, MAX_BANDS),
        ("z4", _D, MAX_BANDS),
        ("envelope", _D, MAX_BANDS),
        ("gate_open", _I, MAX_BANDS),
        ("gate_gain", _D, MAX_BANDS),
        ("level", _F, MAX_BANDS),
        # state of the slots
        ("slot_phase", _I, MAX_SLOTS),
        ("slot_starts", _I, MAX_SLOTS),
        ("slot_offset", _I, MAX_SLOTS),
        ("slot_frames", _I, MAX_SLOTS),
        ("slot_apart", _I, MAX_SLOTS),  # samples from the left channel to the right one; 0: there is one channel
        ("slot_filled", _I, MAX_SLOTS),  # frames that may be played: the rest is still being made
        ("slot_position", _I, MAX_SLOTS),  # of an endless sound: never back to 0
        ("slot_looping", _I, MAX_SLOTS),  # a Course
        ("slot_layer", _I, MAX_SLOTS),
        ("slot_own_wanted", _D, MAX_SLOTS),
        ("slot_own", _D, MAX_SLOTS),
        ("slot_muted", _I, MAX_SLOTS),
        ("slot_unmuted", _D, MAX_SLOTS),  # 1 sounds, 0 is muted; slewed between
        ("slot_pan", _D, MAX_SLOTS),
        ("slot_output", _I, MAX_SLOTS),  # 0: the stereo mix; n: the n-th channel behind it, if the device has it
        ("slot_fade", _D, MAX_SLOTS),
        ("slot_fade_step", _D, MAX_SLOTS),  # per tick
        ("slot_gain", _F, MAX_SLOTS),  # at the end of this tick
        ("slot_gain_from", _F, MAX_SLOTS),  # at its start
        ("slot_gain_step", _F, MAX_SLOTS),  # per frame
        ("slot_turn", _D, MAX_SLOTS),  # phase of the tremolo, in turns
        ("slot_carrier_hz", _D, MAX_SLOTS),
        ("slot_carrier_cos", _D, MAX_SLOTS),
        ("slot_carrier_sin", _D, MAX_SLOTS),
        ("slot_turn_cos", _D, MAX_SLOTS),  # rotation of the carrier in one frame
        ("slot_turn_sin", _D, MAX_SLOTS),
        ("slot_pending", _I, MAX_SLOTS),  # 1: a start waits until what sounds has faded
        ("pending_offset", _I, MAX_SLOTS),
        ("pending_frames", _I, MAX_SLOTS),
        ("pending_apart", _I, MAX_SLOTS),
        ("pending_filled", _I, MAX_SLOTS),
        ("pending_looping", _I, MAX_SLOTS),
        ("pending_layer", _I, MAX_SLOTS),
        ("pending_gain", _D, MAX_SLOTS),
        ("pending_pan", _D, MAX_SLOTS),
        ("pending_output", _I, MAX_SLOTS),
        ("pending_fade_ms", _D, MAX_SLOTS),
        ("gain_map", _F, (MAX_SLOTS, MAX_BANDS)),
        # state of the mix; levels are of all dreams and of all loops, see Kind
        ("kind_level_wanted", _D, len(Kind)),
        ("kind_level", _D, len(Kind)),
        ("monitor", _D),
        ("monitor_from", _D),
        ("monitor_step", _D),
        ("master", _D),
        ("master_from", _D),
        ("master_step", _D),
        ("master_heard", _D),  # what was wanted last, and since which frame
        ("master_frame", _I),
        ("limiter_peak", _D),
        ("own_peak", _D, MAX_OWN_OUTPUTS),
        ("input_peak", _D),
        ("input_power", _D, 3),  # of left, right and their mean, smoothed
        ("input_alone", _I),  # 1 or 2: the channels cancel each other, this one alone is followed; 0: their mean
        # scratch of one tick
        ("mono", _D, TICK),
        ("input_left", _F, TICK),
        ("input_right", _F, TICK),
        ("mix_left", _F, TICK),
        ("mix_right", _F, TICK),
        ("mix_own", _F, MAX_OWN_OUTPUTS * TICK),
        # counters
        ("frame", _I),  # frames since the record was made; the engine's absolute time
        ("blocks", _I),
        ("flagged_blocks", _I),  # the host said under- or overflow
        ("late_blocks", _I),  # the callback took longer than its block
        ("nonfinite_inputs", _I),
        ("refused_commands", _I),
        ("underruns", _I),  # how often a slot came to the end of its filled frames
        ("load", _D),  # callback time / period, smoothed over about a second
        ("last_start_ns", _I),
        ("last_duration_ns", _I),
        ("max_interval_ns", _I),
        ("max_duration_ns", _I),
        ("durations", _I, DURATION_BINS),
        # last, so that a file needs memory only for the part that is used
        ("input_ring", _F, (INPUT_RING_CAPACITY, 2)),  # left and right; the same of a mono input
    ],
    align=True,
)

LAYOUT = zlib.crc32(repr(RECORD_TYPE.descr).encode()) ^ (TICK << 32)
"""Changes whenever the type changes: two versions of the program never share a record."""

"""The abstractions of the package in Max and Pd: their ports and texts, from which help and reference are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VOICES = 4  # the most dreams that ld.dreams~ plays at once


@dataclass(frozen=True)
class Message:
    """A message to an inlet. The help patches send ``example`` and show ``meaning`` beside it."""

    example: str
    meaning: str

    @property
    def name(self) -> str:
        """The first word."""
        return self.example.split()[0]


@dataclass(frozen=True)
class Port:
    """An inlet or outlet."""

    kind: Literal["signal", "message"]
    meaning: str
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Argument:
    """An argument typed after the name of the object."""

    name: str
    type: Literal["int", "float", "symbol"]
    default: str
    meaning: str


@dataclass(frozen=True)
class Abstraction:
    """One abstraction; its ports are the same in Max and Pd, if ``pd`` has it."""

    name: str
    digest: str
    description: str
    inlets: tuple[Port, ...]
    outlets: tuple[Port, ...]
    arguments: tuple[Argument, ...] = ()
    see_also: tuple[str, ...] = ()
    pd: bool = True


OSC = Abstraction(
    "ld.osc",
    "The connection to the daemon",
    "Put one into each patch that talks to live-daemon. Every message of the daemon also arrives at a receive named "
    "like its address, for instance r /dream/ready. If several patches have an ld.osc, one works and the others wait, "
    "so that no message goes out twice. When it is closed, another takes over within two seconds.",
    (
        Port(
            "message",
            "messages to the daemon, the address first",
            (
                Message("/dream/ping 7", "the daemon answers /dream/pong 7"),
                Message("/dream/seed/live 5", "dream on the last 5 seconds"),
                Message("/dream/panic", "fade everything in 20 ms"),
            ),
        ),
    ),
    (Port("message", "what the daemon says, the address first"),),
    (
        Argument("host", "symbol", "127.0.0.1", "the daemon's machine"),
        Argument("port", "int", "9124", "where the daemon listens"),
        Argument("listen port", "int", "9125", "where this machine listens"),
    ),
    ("ld.record~", "ld.dreams~", "ld.follow~"),
)

RECORD = Abstraction(
    "ld.record~",
    "Takes for the daemon",
    "Records into the daemon's recordings folder, under a new name each time: no take replaces an older one. With "
    "dream 1 it also asks for a dream when a take ends. The daemon watches the folder and finds each take anyway; "
    "one take makes one dream. With every 8 it records one take of 8 seconds after the other, until stop.",
    (
        Port("signal", "the sound to record, mono"),
        Port(
            "message",
            "orders",
            (
                Message("folder /takes", "the recordings folder of the daemon"),
                Message("start", "a take begins (so does 1)"),
                Message("stop", "the take ends (so does 0)"),
                Message("every 8", "takes of 8 seconds, one after the other; 0: until stop"),
                Message("dream 1", "ask for a dream when a take ends; 0: do not ask"),
                Message("drop", "end the take and the series; no dream is made of this take"),
            ),
        ),
    ),
    (
        Port("message", "path of the take, when it is complete"),
        Port("message", "1 while it records, 0 when it ends"),
        Port("message", "path of the take, when it begins"),
        Port("message", "what is wrong, in words"),
    ),
    see_also=("ld.osc", "ld.dreams~"),
)

VOICE = Abstraction(
    "ld.voice~",
    "One dream, played once",
    "Plays a dream from its file, with a fade in and a fade out. While it is busy it passes messages on through its "
    "second outlet, so that a chain of voices shares the dreams. A panic fades it in 20 ms.",
    (
        Port(
            "message",
            "id, path and length of a dream, as /dream/ready brings them",
            (Message("3 /dreams/dream.wav 10", "play dream 3, which lasts 10 seconds"),),
        ),
    ),
    (
        Port("signal", "the sound"),
        Port("message", "a dream that was not taken"),
        Port("message", "1 when it becomes busy, -1 when it is free again"),
    ),
    see_also=("ld.dreams~",),
)

DREAMS = Abstraction(
    "ld.dreams~",
    "Dreams, staggered",
    "Dreams wait in a queue; the oldest starts when a voice is free and enough time has passed since the last start. "
    "A panic fades what sounds and clears the queue. Start the daemon with --set voices.max=0, or it plays them too.",
    (
        Port(
            "message",
            "id, path and length of a dream, as /dream/ready brings them; orders",
            (
                Message("3 /dreams/dream.wav 10", "add dream 3 to the queue"),
                Message("stagger 2", "least seconds between two starts"),
                Message(f"voices {VOICES}", f"how many may sound at once, 1 to {VOICES}"),
            ),
        ),
    ),
    (
        Port("signal", "left"),
        Port("signal", "right"),
        Port("message", "how many sound"),
        Port("message", "how many wait"),
    ),
    see_also=("ld.voice~", "ld.record~"),
)

FOLLOW = Abstraction(
    "ld.follow~",
    "The gain that live pitch gives a loop",
    "The daemon listens to the performer and sends the gain of each loop 50 times a second. This object gives one of "
    "them, as a smooth signal and as a number: multiply any sound by it. It is 0 after a panic, and when the daemon "
    "has ended or has sent no gain for a second.",
    (Port("message", "number of the loop", (Message("0", "follow loop 0"), Message("1", "follow loop 1"))),),
    (Port("signal", "the gain, 0 to 1"), Port("message", "the gain, 0 to 1, 50 times a second")),
    (Argument("loop", "int", "0", "number of the loop, from 0"),),
    ("ld.loop~",),
)

LOOP = Abstraction(
    "ld.loop~",
    "A loop that swells with live pitch",
    "Repeats a dream without a seam, silent until the daemon hears its pitches: for loops in your own patch, on your "
    "own outputs. The daemon plays the same loops, so connect its device to nothing. Swell and tremolo come with the "
    "gain; only the daemon has the ring layer. A panic mutes it, and /dream/unmute ends that.",
    (
        Port(
            "message",
            "orders",
            (
                Message("open /dreams/dream.wav", "the sound to repeat"),
                Message("gain 0.2", "its own gain; the follower's gain is added"),
                Message("mute 1", "silent; 0: sounds again, even after a panic"),
                Message("loop 1", "follow the gain of another loop"),
            ),
        ),
    ),
    (Port("signal", "the sound"), Port("message", "the gain that the daemon gives it, 0 to 1")),
    (Argument("loop", "int", "0", "number of the loop whose gain it follows"),),
    ("ld.follow~", "ld.osc"),
)

BRIDGE = Abstraction(
    "ld.bridge~",
    "The daemon's sound in Max",
    "Loads the plugin live-daemon bridge: what goes in is what the daemon hears, and its loops and dreams come out, in "
    "Max's clock, one I/O vector late. Install the plugin once (live-daemon plugin install) and start the daemon with "
    "--set audio.device=bridge. What goes in comes out only if you ask for it (dry), so that no microphone howls.",
    (
        Port("signal", "left, what the daemon shall hear"),
        Port("signal", "right, what the daemon shall hear"),
        Port(
            "message",
            "orders",
            (
                Message("1", "load the plugin and fade in; 0: fade out and unload it"),
                Message("dry 0.5", "level of what goes in, 0 to 1"),
                Message("open", "show what the plugin can"),
            ),
        ),
    ),
    (Port("signal", "left"), Port("signal", "right")),
    see_also=("ld.dreams~", "ld.loop~"),
    pd=False,
)

ABSTRACTIONS: dict[str, Abstraction] = {one.name: one for one in (OSC, RECORD, VOICE, DREAMS, FOLLOW, LOOP, BRIDGE)}

"""SuperCollider as an oracle: synth definitions written as bytes (no sclang needed), rendered by scsynth offline."""

import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from pythonosc.osc_message_builder import OscMessageBuilder

needs_scsynth = pytest.mark.skipif(
    shutil.which("scsynth") is None, reason="scsynth is not installed (apt-get install supercollider-server)"
)

_AUDIO_RATE = 2
_Input = "float | tuple[int, int]"


class SynthDef:
    """Builds one definition in the SynthDef2 format (SuperCollider help, "Synth Definition File Format")."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._constants: list[float] = []
        self._ugens: list[bytes] = []

    def add(self, ugen: str, inputs: list["float | tuple[int, int]"], outputs: int = 1) -> tuple[int, int]:
        """Add an audio-rate unit generator; its inputs are numbers or what `add` returned."""
        body = _text(ugen) + struct.pack(">biih", _AUDIO_RATE, len(inputs), outputs, 0)
        for source in inputs:
            if isinstance(source, tuple):
                body += struct.pack(">ii", *source)
            else:
                if source not in self._constants:
                    self._constants.append(source)
                body += struct.pack(">ii", -1, self._constants.index(source))
        self._ugens.append(body + bytes([_AUDIO_RATE]) * outputs)
        return len(self._ugens) - 1, 0

    def content(self) -> bytes:
        constants = struct.pack(f">i{len(self._constants)}f", len(self._constants), *self._constants)
        parameters = struct.pack(">ii", 0, 0)
        ugens = struct.pack(">i", len(self._ugens)) + b"".join(self._ugens)
        head = b"SCgf" + struct.pack(">ih", 2, 1) + _text(self.name)
        return head + constants + parameters + ugens + struct.pack(">h", 0)


def follower_bank(
    centres_hz: list[float], rq: list[float], sections: int, attack_s: float, release_s: float
) -> SynthDef:
    """Amplitude of 1 or 2 BPF per band of what buffer 0 plays; one output channel per band."""
    definition = SynthDef("bank")
    source: tuple[int, int] = definition.add("PlayBuf", [0.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    followers: list[float | tuple[int, int]] = []
    for hz, width in zip(centres_hz, rq, strict=True):
        band = source
        for _ in range(sections):
            band = definition.add("BPF", [band, hz, width])
        followers.append(definition.add("Amplitude", [band, attack_s, release_s]))
    definition.add("Out", [0.0, *followers], outputs=0)
    return definition


def render(definition: SynthDef, sound: NDArray[np.float32], channels: int, folder: Path, sample_rate: int) -> NDArray:
    """Play a sound through a definition and return what it puts out. Shape: (frames, channels)."""
    source, score, out = folder / "source.wav", folder / "score.osc", folder / "out.wav"
    soundfile.write(source, sound, sample_rate, subtype="FLOAT")
    score.write_bytes(
        _bundle(
            0.0,
            _message("/d_recv", definition.content()),
            _message("/b_allocRead", 0, str(source), 0, 0),
            _message("/s_new", definition.name, 1000, 0, 0),
        )
        + _bundle(len(sound) / sample_rate, _message("/c_set", 0, 0))
    )
    command = ["scsynth", "-N", str(score), "_", str(out), str(sample_rate), "WAV", "float", "-o", str(channels)]
    subprocess.run([*command, "-i", "0", "-m", "65536", "-w", "1024"], check=True, capture_output=True, timeout=60)
    return soundfile.read(out, dtype="float64", always_2d=True)[0]


def _text(text: str) -> bytes:
    return bytes([len(text)]) + text.encode()


def _message(address: str, *arguments: object) -> bytes:
    builder = OscMessageBuilder(address)
    for argument in arguments:
        builder.add_arg(argument)  # type: ignore[arg-type]
    return builder.build().dgram


def _bundle(seconds: float, *messages: bytes) -> bytes:
    body = b"#bundle\0" + struct.pack(">II", int(seconds), int(seconds % 1 * 2**32))
    body += b"".join(struct.pack(">i", len(message)) + message for message in messages)
    return struct.pack(">i", len(body)) + body

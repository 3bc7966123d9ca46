"""Opens the sound device and measures the round trip, in its own process, since a dead audio server hangs PortAudio.

``python -m live_daemon.soundcheck.probe`` prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import correlate

from live_daemon.audio.devices import DeviceError, choose_devices, portaudio

CLIENT_NAME = "live-daemon-check"
NOISE_DB = -40.0
LEAD_S = 0.5
NOISE_S = 0.5
LONGEST_TRIP_S = 0.5
CLEARLY = 8.0
"""A correlation this many times above its own level is our noise: chance gives 5."""


def main() -> int:
    """Print {"device", "latency_ms", "loopback_ms" (null: nothing came back), …} or {"error"}."""
    parser = argparse.ArgumentParser(prog="live_daemon.soundcheck.probe", description=__doc__)
    parser.add_argument("--device", required=True)
    parser.add_argument("--sample-rate", type=int, required=True)
    parser.add_argument("--blocksize", type=int, required=True)
    options = parser.parse_args()
    try:
        found = measure(options.device, options.sample_rate, options.blocksize)
    except DeviceError as error:
        found = {"error": " ".join(str(error).split())}
    print(json.dumps(found))
    return 0


def measure(device: str, sample_rate: int, blocksize: int) -> dict[str, Any]:
    """Open the device as the engine does, play soft noise and listen for it at the input. Main thread.

    Raises:
        DeviceError: no such device, or it refuses rate or blocksize.
    """
    module = portaudio(CLIENT_NAME)
    chosen = choose_devices(module, device, most_outputs=2)
    inputs, outputs = chosen.input_channels, chosen.output_channels
    noise = soft_noise(sample_rate)
    played = np.zeros((len(noise) + round((LEAD_S + LONGEST_TRIP_S) * sample_rate), outputs), np.float32)
    start = round(LEAD_S * sample_rate)
    played[start : start + len(noise)] = noise[:, None]
    common = {"samplerate": sample_rate, "blocksize": blocksize, "latency": "low"}
    try:
        if inputs == 0:
            module.play(played, device=chosen.index, **common)
            recorded = None
        else:
            recorded = module.playrec(played, channels=inputs, dtype="float32", device=chosen.index, **common)
        stream = module.get_stream()
        latency, rate = stream.latency, stream.samplerate
        module.wait()
    except (module.PortAudioError, ValueError) as error:
        raise DeviceError(
            f"audio device {chosen.name} cannot be opened at {sample_rate} Hz, blocks of {blocksize}: {error} "
            "(set [audio] device, sample_rate or blocksize)"
        ) from error
    total_s = sum(latency) if isinstance(latency, tuple) else latency
    trip = None if recorded is None else round_trip(recorded, noise, start)
    return {
        "device": chosen.name,
        "inputs": inputs,
        "outputs": outputs,
        "sample_rate": rate,
        "latency_ms": round(1000 * total_s, 2),
        "loopback_ms": None if trip is None else round(1000 * trip / sample_rate, 2),
        "loopback_frames": trip,
    }


def soft_noise(sample_rate: int) -> NDArray[np.float32]:
    """Return soft noise, shape (frames,), whose autocorrelation is one sharp peak."""
    signs = np.random.default_rng(1).integers(0, 2, round(NOISE_S * sample_rate)) * 2 - 1
    return (10 ** (NOISE_DB / 20) * signs).astype(np.float32)


def round_trip(recorded: NDArray[np.float32], noise: NDArray[np.float32], start: int) -> int | None:
    """Return the frames from `start` until the noise came back, or None if it did not.

    Shape: recorded (frames, channels), aligned with the output; noise (frames,).
    """
    best: tuple[float, int] = (0.0, 0)
    for channel in recorded.T:
        found = np.abs(correlate(channel[start:].astype(np.float64), noise.astype(np.float64), "valid", "fft"))
        level = float(np.sqrt(np.mean(found**2)))
        peak = int(np.argmax(found))
        if level > 0 and found[peak] / level > best[0]:
            best = (float(found[peak] / level), peak)
    return best[1] if best[0] > CLEARLY else None


if __name__ == "__main__":
    sys.exit(main())

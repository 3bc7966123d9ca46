"""Lets loops of a bank sound on the sound card of the settings, for `live-daemon bank play`."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from live_daemon.audio.devices import DeviceError, choose_devices, portaudio

BLOCK = 4096


def play_on(device: str, samples: NDArray[np.float32], sample_rate: int) -> None:
    """Play a sound on an `[audio] device` and return when it has ended. Main thread.

    Shape:
        - samples: `[frames]`, mono at ``sample_rate`` Hz

    Raises:
        DeviceError: no such device, or it cannot be opened.
    """
    if device == "none":
        raise DeviceError("audio.device is none: there is nothing to play on (`live-daemon devices` lists what is)")
    module = portaudio("live-daemon-bank")
    chosen = choose_devices(module, device, most_outputs=2)
    output = chosen.index if isinstance(chosen.index, int) else chosen.index[1]
    rate = chosen.own_sample_rate
    sound = samples if round(rate) == sample_rate else soxr.resample(samples, sample_rate, rate, quality="HQ")
    channels = np.repeat(np.asarray(sound, np.float32)[:, None], chosen.output_channels, axis=1)
    try:
        with module.OutputStream(rate, device=output, channels=chosen.output_channels, dtype="float32") as stream:
            for first in range(0, len(channels), BLOCK):  # in pieces: Ctrl-C is heard between two
                stream.write(channels[first : first + BLOCK])
    except module.PortAudioError as error:
        raise DeviceError(f"audio device {chosen.name} cannot play: {error} (set [audio] device)") from error

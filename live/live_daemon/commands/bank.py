"""``live-daemon bank``; its loops are heard on the sound card of the settings."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from live_daemon.audio.devices import DeviceError, choose_devices, portaudio
from live_daemon.commands.user_error import UserError
from live_daemon.settings import Settings
from live_inference.bank.command import main as bank
from live_inference.files.mono import middle

BLOCK = 4096


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Run ``live-daemon bank``.

    Raises:
        UserError: the sound card cannot play.
    """
    paths = settings.paths
    recordings = (Path(paths.recordings), Path(paths.dreams)), Path(paths.state) / "live"
    try:
        return bank(options.rest, lambda samples, rate: play_on(settings.audio.device, samples, rate), *recordings)
    except DeviceError as error:
        raise UserError(str(error)) from error


def play_on(device: str, samples: NDArray[np.float32], sample_rate: int) -> None:
    """Play a sound on an `[audio] device` and return when it has ended. Main thread.

    Shape:
        - samples: `[frames]` or `[2, frames]`, at ``sample_rate`` Hz

    Raises:
        DeviceError: no such device, or it cannot be opened.
    """
    if device == "none":
        raise DeviceError("audio.device is none: nothing can play (`live-daemon devices` lists the sound cards)")
    if device == "bridge":
        raise DeviceError(
            "audio.device is bridge: a bank does not play into a host (`--set audio.device=default` plays it here)"
        )
    module = portaudio("live-daemon-bank")
    chosen = choose_devices(module, device, most_outputs=2)
    output = chosen.index if isinstance(chosen.index, int) else chosen.index[1]
    rate = chosen.own_sample_rate
    stereo = chosen.output_channels == samples.ndim == 2
    sound = samples if stereo else np.repeat(middle(samples)[None], chosen.output_channels, axis=0)
    if round(rate) != sample_rate:
        sound = soxr.resample(sound.T, sample_rate, rate, quality="HQ").T
    channels = np.ascontiguousarray(sound.T, np.float32)
    try:
        with module.OutputStream(rate, device=output, channels=chosen.output_channels, dtype="float32") as stream:
            for first in range(0, len(channels), BLOCK):  # in pieces, so that Ctrl-C is heard between two
                stream.write(channels[first : first + BLOCK])
    except module.PortAudioError as error:
        raise DeviceError(f"audio device {chosen.name} cannot play: {error} (set [audio] device)") from error

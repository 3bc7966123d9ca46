"""A dream's file through an effect: another file beside it, with the effect's tail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from live_daemon.effects import child
from live_daemon.effects.child import Outcome
from live_daemon.settings import EffectPlugin
from live_inference.files.dreams import atomically, write_wav


@dataclass(frozen=True, slots=True)
class DreamRendered:
    """A dream whose file is to be told now.

    Attributes:
        path: what the effect made; the dream's own file where it made nothing.
        fault: why not, one line.
        ends_effect: the plugin is not tried again.
    """

    dream_id: int
    effect: str
    path: str
    duration_s: float
    fault: str = ""
    ends_effect: bool = False


def render_file(
    plugin: EffectPlugin, effect: str, dream: Path, folder: Path, is_over: Callable[[], bool]
) -> tuple[Path, float, Outcome]:
    """Render a dream's file, of one channel or two; return file, length in s, and how that ended. *Any thread.*

    The dream itself is returned where it ended badly. ``folder``: for files in between.
    """
    whole, duration_s = dream, 0.0
    source, made = folder / "dream.f32", folder / "dream.made.f32"
    try:
        samples, rate = soundfile.read(dream, dtype="float32", always_2d=True)
        duration_s = len(samples) / rate
        channels = samples.shape[1]
        source.write_bytes(samples.T.tobytes())
        outcome = child.render(plugin, "dream", source, made, rate, is_over, channels)
        if not outcome.made:
            return dream, duration_s, outcome
        wet = np.fromfile(made, np.float32).reshape(channels, -1)
        whole = dream.with_name(f"{dream.stem}.{effect}.wav")
        atomically(whole, lambda partial: write_wav(partial, wet, rate))
    except (OSError, RuntimeError, ValueError) as error:  # libsndfile's errors are RuntimeErrors
        return dream, duration_s, Outcome(fault=f"cannot be rendered ({error})")
    finally:
        for file in (source, made):
            file.unlink(missing_ok=True)
    return whole, wet.shape[1] / rate, Outcome(made=True)

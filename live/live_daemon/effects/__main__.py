"""The effect process: ``python -m live_daemon.effects JOB``. Renders one sound through one plugin, and ends.

The plugin is foreign code: it may crash this process, hang it, print what it likes. Whoever started it watches its
heartbeat and its exit status.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from live_daemon.effects.clap import ClapEffect
from live_daemon.effects.hosting import BLOCK, EffectError, PluginEffect, Processor, RenderError
from live_daemon.effects.job import Ended, Job
from live_daemon.effects.lv2 import Lv2Effect
from live_daemon.effects.rendering import EachAlone, render_dream, render_loop
from live_inference.files.dreams import atomically
from live_inference.worker.heartbeat import Heartbeat
from live_inference.worker.process import end_with_parent

START_S = 30.0
"""Time to load a plugin."""
BLOCK_S = 10.0
"""Time for one block of 512 frames: nobody waits longer for a plugin that hangs."""

HOSTS: dict[str, Callable[[str, Mapping[str, float], float], PluginEffect]] = {"lv2": Lv2Effect, "clap": ClapEffect}
"""What makes a plugin of each format run: (which, controls, sample rate)."""


def main(job_file: str) -> int:
    """Render one job; return how it ended."""
    _step_back()
    end_with_parent(lambda: os._exit(1))
    job = Job.read(Path(job_file))
    heartbeat = Heartbeat(Path(job.heartbeat))
    heartbeat.beat(START_S)
    try:
        made = _rendered(job, lambda: heartbeat.beat(BLOCK_S))
        atomically(Path(job.made), lambda partial: partial.write_bytes(made.tobytes()), private=True)
    except EffectError as error:
        return _ended(job, Ended.NO_EFFECT, error)
    except RenderError as error:
        return _ended(job, Ended.NO_SOUND, error)
    except OSError as error:
        return _ended(job, Ended.NO_FILE, error)
    return Ended.MADE


def _rendered(job: Job, beat: Callable[[], None]) -> NDArray[np.float32]:
    """Return the sound through the effect: two channels together where it takes them, else each alone."""
    render = render_loop if job.kind == "loop" else render_dream
    source = np.fromfile(job.source, np.float32).reshape(job.channels, -1)
    host = HOSTS[job.format]
    effect = host(job.plugin, job.controls, job.sample_rate)
    through: Processor = effect
    if job.channels == 1 or not effect.is_stereo:
        through = EachAlone([effect, *(host(job.plugin, job.controls, job.sample_rate) for _ in source[1:])])
    return render(through, source, job.sample_rate, BLOCK, beat)


def _ended(job: Job, how: Ended, error: Exception) -> Ended:
    with contextlib.suppress(OSError):
        Path(job.fault).write_text(str(error), encoding="utf-8")
    return how


def _step_back() -> None:
    """Let everything else go before us: the processor, and memory when that runs out; leave no core files."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError):
        os.nice(19)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


if __name__ == "__main__":
    status = main(sys.argv[1])
    os._exit(status)  # no plugin's destructor has a word in it

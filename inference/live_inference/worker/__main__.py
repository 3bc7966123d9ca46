"""``python -m live_inference.worker``: the process that dreams, started by the supervisor. It alone loads torch.

A thread hears the controller, the main thread dreams. A model is warm before the worker says that it is ready.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from live_inference.command_line.compiling import on_stderr, told_compiling
from live_inference.worker.heartbeat import Heartbeat
from live_inference.worker.mailbox import Mailbox
from live_inference.worker.main_loop import Worker
from live_inference.worker.process import end_when_a_thread_fails, end_with_parent
from live_inference.worker.warm_models import WarmModels
from live_models.contract.checkpoint import CheckpointError
from live_models.registry import Registry

COMPILE_PATIENCE_S: Final = 600.0
"""For one function, on a small computer."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the worker process until its supervisor closes standard input."""
    parser = argparse.ArgumentParser(prog="live_inference.worker", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="shared folder: where the address is published")
    parser.add_argument("--arena", type=Path, required=True, help="shared samples, float32")
    parser.add_argument("--sample-rate", type=int, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--backend", default="cpu")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--spare", metavar="MODEL", help='load this model ("": the default), begin when a line comes in'
    )
    parser.add_argument("--heartbeat", type=Path, help="file of eight bytes for its signs of life")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us in order
    end_when_a_thread_fails()
    models = WarmModels(Registry([options.checkpoints]), options.backend, options.threads)
    if options.spare is not None:
        with contextlib.suppress(CheckpointError, OSError, ValueError):  # told when it is asked for on stage
            models.generator(models.name_of(options.spare))
        if not os.read(0, 64):
            return 0  # the supervisor has ended
    end_with_parent(lambda: os._exit(0))
    mailbox = Mailbox(options.folder)
    beat = Heartbeat(options.heartbeat).beat if options.heartbeat else lambda _: None
    worker = Worker(mailbox, models, options.arena, options.sample_rate, beat=beat)
    with told_compiling("the dreaming kernels", on_stderr, lambda: beat(COMPILE_PATIENCE_S)):
        worker.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())

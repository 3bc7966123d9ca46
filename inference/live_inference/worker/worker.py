"""The inference process: takes orders, dreams, writes files and shared samples. The only process that loads torch.

``python -m live_inference.worker.worker``, started by the supervisor. Warm before it says that a model is ready. One
thread hears the controller, the main thread dreams; a restarted controller finds what was answered meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import queue
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from live_inference.command_line.compiling import on_stderr, told_compiling
from live_inference.files.audio import AudioFileError
from live_inference.files.dreams import atomically, dream_path, sha256_of_samples, write_dream, write_wav
from live_inference.loops.cutting import make_loop
from live_inference.loops.pitches import strongest_pitches
from live_inference.scores.sidecar import Delivered, SidecarScores
from live_inference.worker import messages as m
from live_inference.worker.heartbeat import Heartbeat
from live_inference.worker.jobs import DreamBegun, Job, next_job
from live_inference.worker.mailbox import Mailbox
from live_inference.worker.process import end_when_a_thread_fails, end_with_parent
from live_inference.worker.seeds import AT_ONCE_S, SLICE_S, SeedReading, live_seed
from live_inference.worker.warm_models import WarmModels
from live_models.checkpoint import CheckpointError
from live_models.contract.generator import ControlError, Controls
from live_models.registry import Registry

KEPT_ANSWERS = 64
NO_MEMORY = "not enough memory"
IDLE_S = 0.5
IDLE_PATIENCE_S = 2.5
LOAD_PATIENCE_S = 120.0
"""A model that is new to this machine is compiled."""
COMPILE_PATIENCE_S = 600.0
"""One function, on a small computer."""
LISTEN_PATIENCE_S = 5.0
"""To listen to one seed, a minute and a half at most."""


class Worker:
    """Loads models and makes the dreams that are ordered, the urgent ones first. *Main thread of the worker process.*

    Between two chunks of a dream it looks what has come.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        models: WarmModels,
        arena: Path,
        sample_rate: int,
        beat: Callable[[float], None] = lambda _: None,
    ):
        """``beat`` says that the worker lives and for how many seconds it may be silent now."""
        self._mailbox = mailbox
        self._beat = beat
        self._models = models
        self._arena_path = arena
        self._sample_rate = sample_rate
        self._arena: np.memmap[Any, np.dtype[np.float32]] | None = None
        self._answers: dict[int, m.Message] = {}
        self._jobs: list[Job] = []
        self._reading: list[SeedReading] = []  # long takes
        self._overrides: dict[str, Any] = {}  # controls that the performer has set, in place of the cards'
        self._scores = SidecarScores()

    def run(self) -> None:
        """Answer messages, and make dreams, until the process ends."""
        while True:
            self.work()

    def work(self) -> None:
        """Answer what has come (wait for it when there is nothing to make), then take one step."""
        try:
            while True:
                self._beat(IDLE_PATIENCE_S)
                message = self._mailbox.inbox.get(block=not (self._jobs or self._reading), timeout=IDLE_S)
                self._beat(self._patience_s(message))
                self.handle(message)
        except queue.Empty:
            if self._jobs:
                job = next_job(self._jobs)
                self._beat(job.patience_s)
                self._step(job)
            if self._reading and all(job.is_ahead or job.made for job in self._jobs):
                self._read_on()

    def _patience_s(self, message: m.Message) -> float:
        """How long it may take to begin with a message before it must be a hang; whoever reads a file beats itself."""
        if isinstance(message, m.DreamBatch):
            lanes = len(message.orders)
            if all(self._models.has_dreamt(order.model, lanes) for order in message.orders):
                return IDLE_PATIENCE_S
        return LOAD_PATIENCE_S

    def handle(self, message: m.Message) -> None:
        """Answer one message."""
        if isinstance(message, m.LoadModel):
            self._load_named(message.name)
        elif isinstance(message, m.SetControls):
            self._set_controls(message.controls)
        elif isinstance(message, m.ListModels):
            self._mailbox.send(m.ModelList(self._models.registry.describe()))
        elif isinstance(message, m.DreamBatch):
            self._begin(message.orders)

    def _load_named(self, name: str) -> None:
        try:
            wanted = name or self._models.registry.default_name()
            generator, _ = self._models.generator(wanted)
        except (CheckpointError, OSError, ValueError) as error:
            self._mailbox.send(m.Problem("/dream/model/load", str(error)))
        except MemoryError:  # another model may fit, and the one that is current is still there
            self._mailbox.send(m.Problem("/dream/model/load", f"{name or 'the default model'}: {NO_MEMORY} to load it"))
        else:
            controls = {name: value for name, value in asdict(generator.default_controls).items() if value is not None}
            self._mailbox.send(m.ModelReady(wanted, self._models.speeds[wanted], controls))

    def _set_controls(self, overrides: dict[str, float | str]) -> None:
        try:
            Controls.from_params(overrides)
        except ControlError as error:
            self._mailbox.send(m.Problem("/dream/control", str(error)))
            return
        self._overrides = overrides
        for job in self._jobs:
            job.set_overrides(overrides)

    def _begin(self, orders: Sequence[m.DreamOrder]) -> None:
        """Read the seeds of new orders, and begin to dream on them together."""
        begun = []
        for order in orders:
            # A controller that died may have missed the answer; the one that came back asks for the same again.
            under_way = [one for job in self._jobs for one in job.dreams if one.order.id == order.id]
            if order.id in self._answers:
                self._mailbox.send(self._answers[order.id])
            elif under_way:
                if under_way[0].progress is not None:
                    self._mailbox.send(under_way[0].progress)
            elif order.id in self._mailbox.cancelled:
                self._answer(order, m.DreamCancelled(order.id))
            elif any(reading.order.id == order.id for reading in self._reading):
                self._mailbox.send(m.TakeReading(order.id))
            else:
                begun += self._hear(order, AT_ONCE_S / len(orders))
        self._start(begun)

    def _hear(self, order: m.DreamOrder, seconds: float) -> list[DreamBegun]:
        """Return what can be dreamt on at once: nothing where it was answered, or where the take is long."""
        try:
            rate = self._models.generator(self._model_of(order))[0].spec.sample_rate
            if order.seed is not None:
                heard = np.array(self._shared()[order.seed.offset : order.seed.offset + order.seed.frames])
                return [live_seed(order, heard, self._sample_rate, rate)]
        except _FAULTS as error:
            self._answer(order, _failure(order, error))
            return []
        self._reading.append(SeedReading(order, rate))
        return self._read(self._reading[-1], seconds)

    def _read_on(self) -> None:
        """Read a slice of a long take, of that one of which least was read: the next take comes before an hour's."""
        self._start(self._read(min(self._reading, key=lambda one: one.slices), SLICE_S))

    def _read(self, reading: SeedReading, seconds: float) -> list[DreamBegun]:
        begun, over = None, True
        try:
            if reading.order.id in self._mailbox.cancelled:
                self._answer(reading.order, m.DreamCancelled(reading.order.id))
            else:
                begun = reading.read(seconds, self._beat)
                over = begun is not None
        except _FAULTS as error:
            self._answer(reading.order, _failure(reading.order, error))
        if over:
            reading.close()
            self._reading.remove(reading)
        elif reading.is_worth_telling():
            self._mailbox.send(m.TakeReading(reading.order.id))
        return [] if begun is None else [begun]

    def _start(self, begun: Sequence[DreamBegun]) -> None:
        """Begin to dream on seeds of one model together."""
        if not begun:
            return
        for one in begun:
            self._mailbox.send(m.DreamStarted(one.order.id))
            for remark in one.remarks:
                self._mailbox.send(m.Problem("", remark))
        try:
            name = self._model_of(begun[0].order)
            generator, _ = self._models.generator(name)
            is_new = not self._models.has_dreamt(name, len(begun))
            self._beat(LOAD_PATIENCE_S if is_new else LISTEN_PATIENCE_S * len(begun))
            job = Job(
                generator,
                begun,
                self._sample_rate,
                self._share,
                self._mailbox.cancelled,
                overrides=self._overrides,
                may_compile=is_new,
            )
            self._jobs.append(job)
        except _FAULTS as error:
            for one in begun:
                self._answer(one.order, _failure(one.order, error))

    def _step(self, job: Job) -> None:
        """Take a job's next step: a chunk of its dreams, or, when they are made, one file."""
        was_made = job.made
        try:
            for message in job.step():
                if isinstance(message, m.DreamProgress):
                    self._mailbox.send(message)
            self._models.note_dreamt(self._model_of(job.dreams[0].order), len(job.dreams))
            for one in job.dreams:
                if one.answer is not None and not one.answered:
                    self._answer_begun(one, one.answer)
        except _FAULTS as error:
            for one in job.dreams:
                if not one.answered:
                    self._answer_begun(one, _failure(one.order, error))
        rest = [one for one in job.dreams if not one.answered]
        if was_made and rest:
            self._answer_begun(rest[0], self._try_to_finish(rest[0]))
            rest = rest[1:]
        if not rest:
            self._jobs.remove(job)

    def _answer_begun(self, one: DreamBegun, answer: m.Message) -> None:
        one.answered = True
        self._answer(one.order, answer)
        if one.live is not None and isinstance(answer, m.DreamReady):
            self._keep_live_seed(one.order, one.live)

    def _answer(self, order: m.DreamOrder, answer: m.Message) -> None:
        self._answers[order.id] = answer
        while len(self._answers) > KEPT_ANSWERS:
            del self._answers[next(iter(self._answers))]
        self._mailbox.cancelled.discard(order.id)
        self._mailbox.send(answer)
        if isinstance(answer, m.DreamFailed) and answer.reason.startswith(NO_MEMORY):
            # What holds the memory may be this very process: a fresh one begins with little, and dreams the rest.
            sys.stderr.write("live-daemon worker: out of memory, a fresh process takes over\n")
            sys.stderr.flush()
            os._exit(1)

    def _model_of(self, order: m.DreamOrder) -> str:
        return order.model or self._models.registry.default_name()

    def _keep_live_seed(self, order: m.DreamOrder, samples: NDArray[np.float32]) -> None:
        """For the record, and so that the dream can be asked for again from its seed."""
        try:
            atomically(Path(order.recording), lambda part: write_wav(part, samples, self._sample_rate), private=True)
        except OSError as error:
            self._mailbox.send(m.Problem("/dream/seed/live", f"the live seed is not kept ({error.strerror or error})"))

    def _try_to_finish(self, one: DreamBegun) -> m.Message:
        try:
            return self._finish(one)
        except OSError as error:
            why = error.strerror or str(error)
            order = one.order
            return m.DreamFailed(order.id, f"the dream cannot be written to {order.folder} ({why}; see [paths] dreams)")
        except _FAULTS as error:
            return _failure(one.order, error)

    def _finish(self, one: DreamBegun) -> m.DreamReady | m.DreamCancelled:
        """Make a complete dream's loop, its file and its sidecar."""
        order, seed, started = one.order, one.seed, one.started_s
        generator, checkpoint = self._models.generator(self._model_of(order))
        name = order.recording_name or Path(order.recording).name
        samples = np.concatenate(one.chunks)

        # 1) its loop, its pitches
        loop, no_loop = samples[:0], ""
        if order.loop is not None:
            try:
                loop = make_loop(samples, self._sample_rate)
            except ValueError as error:  # a single note, then silence: a dream all the same
                no_loop = f"dream {order.id} is a file, and no loop: {error}"
        self._share(order.loop, 0, loop)
        pitches = strongest_pitches(loop if len(loop) else samples, self._sample_rate)

        # 2) the file and its sidecar
        path = dream_path(Path(order.folder), name, order.id)
        ready = time.time()
        sidecar = {
            "dream": path.name,
            "recording": name,
            "seed_sha256": sha256_of_samples(seed),
            "seed_span_s": list(one.span_s),
            "checkpoint": checkpoint.card["name"],
            "checkpoint_sha256": checkpoint.sha256,
            "approach": generator.spec.approach,
            "hop_length": generator.spec.hop_length,
            "model_sample_rate": generator.spec.sample_rate,
            "backend": self._models.backend,
            "controls": asdict(one.controls),
            "steered": one.steered,
            "rng_seed": order.rng_seed,
            "duration_s": order.duration_s,
            "sample_rate": self._sample_rate,
            "times": {
                "started": _iso(started),
                "ready": _iso(ready),
                "x_realtime": order.duration_s / (ready - started),
            },
            "scores": _first_scores(samples, seed),
            "pitches_hz": [pitch.frequency_hz for pitch in pitches],
            "pitch_weights": [pitch.weight for pitch in pitches],
        }
        if order.id in self._mailbox.cancelled:
            return m.DreamCancelled(order.id)
        write_dream(path, samples, self._sample_rate, sidecar)
        rate, hop_length = generator.spec.sample_rate, generator.spec.hop_length
        material = checkpoint.card.get("reference")
        if no_loop:
            self._mailbox.send(m.Problem("", no_loop))
        self._scores.put(Delivered(path, samples, self._sample_rate, seed, rate, hop_length, material))
        return m.DreamReady(
            order.id,
            path.as_posix(),
            order.duration_s,
            loop_frames=len(loop),
            pitches_hz=[pitch.frequency_hz for pitch in pitches],
            pitch_weights=[pitch.weight for pitch in pitches],
        )

    def _share(self, place: m.ArenaRange | None, start: int, samples: NDArray[np.float32]) -> None:
        if place is None:
            return
        length = min(len(samples), place.frames - start)
        first = place.offset + start
        self._shared()[first : first + length] = samples[:length]

    def _shared(self) -> np.memmap[Any, np.dtype[np.float32]]:
        if self._arena is None:
            self._arena = np.memmap(self._arena_path, np.float32, "r+")
        return self._arena


_FAULTS = (OSError, AudioFileError, CheckpointError, ValueError, MemoryError)


def _failure(order: m.DreamOrder, error: BaseException) -> m.DreamFailed:
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return m.DreamFailed(order.id, f"{NO_MEMORY} for {order.duration_s:g} s of dream")
    return m.DreamFailed(order.id, str(error))


def _first_scores(samples: NDArray[np.float32], seed: NDArray[np.float32]) -> dict[str, float]:
    """Level of the dream and of its last third, in dB against the seed; constant offsets are no level."""
    reference = _rms(seed)
    third = samples[-len(samples) // 3 :]
    return {
        "level_db": 20 * float(np.log10(_rms(samples) / reference)),
        "last_third_db": 20 * float(np.log10(_rms(third) / reference)),
    }


def _rms(samples: NDArray[np.float32]) -> float:
    return max(float(np.std(samples, dtype=np.float64)), 1e-9)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the worker process until its supervisor closes standard input."""
    parser = argparse.ArgumentParser(prog="live_inference.worker.worker", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="shared folder: where the address is published")
    parser.add_argument("--arena", type=Path, required=True, help="shared samples, float32")
    parser.add_argument("--sample-rate", type=int, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--backend", default="cpu")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--spare", metavar="MODEL", help='load this model ("": the default), begin when a line comes in'
    )
    parser.add_argument("--pulse", type=Path, help="file of eight bytes in which it says that it lives")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us in order
    end_when_a_thread_fails()
    models = WarmModels(Registry([options.checkpoints]), options.backend, options.threads)
    if options.spare is not None:
        with contextlib.suppress(CheckpointError, OSError, ValueError):  # told when it is asked for on stage
            models.generator(options.spare or models.registry.default_name())
        if not os.read(0, 64):
            return 0  # whoever started us has died, or ends
    end_with_parent(lambda: os._exit(0))
    mailbox = Mailbox(options.folder)
    beat = Heartbeat(options.pulse).beat if options.pulse else lambda _: None
    worker = Worker(mailbox, models, options.arena, options.sample_rate, beat)
    with told_compiling("the dreaming kernels", on_stderr, lambda: beat(COMPILE_PATIENCE_S)):
        worker.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())

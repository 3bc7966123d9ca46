"""The worker's main loop: answers the controller's messages and makes the dreams that were ordered."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from live_inference.command_line.notes import check_heard
from live_inference.worker import messages as m
from live_inference.worker.answers import FAULTS, NO_MEMORY, Answers, failure
from live_inference.worker.arena import SharedSamples
from live_inference.worker.delivery import Delivery
from live_inference.worker.ignored import PITCHES, ignored
from live_inference.worker.jobs import STEP_PATIENCE_S, DreamBegun, Job, next_job
from live_inference.worker.live_job import LiveJob
from live_inference.worker.live_part import LivePart
from live_inference.worker.mailbox import Mailbox
from live_inference.worker.seeds import AT_ONCE_S, SLICE_S, SeedReading, live_seed, seed_of_noise
from live_inference.worker.warm_models import WarmModels
from live_models.contract.checkpoint import CheckpointError
from live_models.contract.generator import ControlError, Controls, GeneratorSpec

IDLE_S: Final = 0.5
IDLE_PATIENCE_S: Final = 2.5
LOAD_PATIENCE_S: Final = 120.0
"""A model that is new on this machine has kernels to compile."""
SEED_PATIENCE_S: Final = 5.0
"""For the model to hear one seed, 90 s long at most."""
_LOADS_NOTHING: Final = (m.Played, m.Heard, m.WidthHeard, m.SeedHeard, m.StopLive, m.SetControls, m.SetPitches)


class Worker:
    """Loads models and makes the dreams that are ordered, urgent ones first. *Main thread of the worker process.*

    It reads its messages between two chunks of a dream.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        models: WarmModels,
        arena: Path,
        sample_rate: int,
        *,
        beat: Callable[[float], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ):
        """``sample_rate``: the engine's, in Hz. ``beat``: promise the next sign of life within this many seconds."""
        self._mailbox = mailbox
        self._models = models
        self._arena = SharedSamples(arena)
        self._sample_rate = sample_rate
        self._beat = beat
        self._clock = clock
        self._answers = Answers(mailbox)
        self._delivery = Delivery(mailbox, models, self._arena, sample_rate)
        self._live = LivePart(mailbox, models, self._arena, sample_rate, clock)
        self._jobs: list[Job] = []
        self._readings: list[SeedReading] = []
        self._overrides: dict[str, Any] = {}  # controls that the performer has set, instead of the cards'
        self._pitches: list[float] = []  # said instead of heard
        self._current: GeneratorSpec | None = None  # the model that was loaded last
        self._ignored: set[tuple[str, str]] = set()  # models and addresses that the performer was told of

    @property
    def is_idle(self) -> bool:
        """Whether no message waits, nothing is read and nothing is made."""
        return self._mailbox.inbox.empty() and not (self._jobs or self._readings or self._live.job)

    def run(self) -> None:
        """Work until the process ends."""
        while True:
            self.work()

    def work(self) -> None:
        """Answer every waiting message (wait for one when there is nothing to make), then take one step."""
        try:
            while True:
                self._beat(IDLE_PATIENCE_S)
                wait_s = 0.0 if self._jobs or self._readings else min(IDLE_S, self._live.due_s)
                message = self._mailbox.inbox.get(block=wait_s > 0.0, timeout=wait_s or None)
                self._beat(self.patience_s(message))
                self.handle(message)
        except queue.Empty:
            if self._live.due_s <= 0.0:
                self._beat(STEP_PATIENCE_S)
                self._live.step()
            if self._jobs:
                job = next_job(self._jobs)
                self._beat(job.patience_s)
                self._step(job)
            if self._readings and all(job.is_ahead or job.made for job in self._jobs):
                self._read_on()

    def patience_s(self, message: m.Message) -> float:
        """How long answering a message may take before it must be a hang. Reading a file has a patience of its own."""
        if isinstance(message, m.DreamBatch):
            lanes = len(message.orders)
            if all(self._models.has_dreamt(order.model, lanes) for order in message.orders):
                return IDLE_PATIENCE_S
        if isinstance(message, m.StartLive) and self._models.has_dreamt(message.model, 1):
            return SEED_PATIENCE_S
        return IDLE_PATIENCE_S if isinstance(message, _LOADS_NOTHING) else LOAD_PATIENCE_S

    def handle(self, message: m.Message) -> None:
        """Answer one message."""
        match message:
            case m.LoadModel(name):
                self._load(name)
            case m.SetControls(controls):
                self._set_controls(controls)
            case m.SetPitches(pitches):
                self._set_pitches(pitches)
            case m.StartLive():
                self._start_live(message)
            case m.StopLive() | m.Played() | m.Heard() | m.WidthHeard() | m.SeedHeard():
                self._live.handle(message)
            case m.ListModels():
                self._mailbox.send(m.ModelList(self._models.registry.describe()))
            case m.DreamBatch(orders):
                self._begin(orders)

    def _load(self, name: str) -> None:
        try:
            wanted = self._models.name_of(name)
            generator, _ = self._models.generator(wanted)
        except (CheckpointError, OSError, ValueError) as error:
            self._mailbox.send(m.Problem("/dream/model/load", str(error)))
        except MemoryError:  # a smaller model may fit, and the current one is still loaded
            self._mailbox.send(m.Problem("/dream/model/load", f"{name or 'the default model'}: {NO_MEMORY} to load it"))
        else:
            controls = {name: value for name, value in asdict(generator.default_controls).items() if value is not None}
            self._mailbox.send(m.ModelReady(wanted, self._models.speeds[wanted], controls))
            self._current = generator.spec
            self._tell_ignored(generator.spec)

    def _set_controls(self, overrides: dict[str, float | str]) -> None:
        try:
            Controls.from_params(overrides)
        except ControlError as error:
            self._mailbox.send(m.Problem("/dream/control", str(error)))
            return
        self._overrides = overrides
        if self._current is not None:
            self._tell_ignored(self._current)
        for job in self._makers():
            job.set_overrides(overrides)
            self._tell_ignored(job.spec)

    def _set_pitches(self, pitches: list[float]) -> None:
        try:
            check_heard(pitches)
        except ValueError as error:
            self._mailbox.send(m.Problem(PITCHES, str(error)))
            return
        self._pitches = pitches
        if self._current is not None:
            self._tell_ignored(self._current)
        for job in self._makers():
            job.say(pitches)
            self._tell_ignored(job.spec)

    def _makers(self) -> list[Job | LiveJob]:
        """What makes dreams now."""
        return [*self._jobs, *([] if self._live.job is None else [self._live.job])]

    def _start_live(self, order: m.StartLive) -> None:
        self._live.start(order, self._overrides, self._pitches)
        if self._live.job is not None:
            self._tell_ignored(self._live.job.spec)

    def _tell_ignored(self, spec: GeneratorSpec) -> None:
        """Tell what the performer has set and a model does not heed, each once."""
        found = ignored(spec, self._overrides, bool(self._pitches))
        for address, why in found.items():
            if (spec.name, address) not in self._ignored:
                self._ignored.add((spec.name, address))
                self._mailbox.send(m.Problem(address, f"model {spec.name} ignores it ({why})"))

    # From orders to jobs

    def _begin(self, orders: Sequence[m.DreamOrder]) -> None:
        """Read the seeds of new orders, and start their dreams together."""
        begun = []
        for order in orders:
            if not self._is_known(order):
                at_once_s = AT_ONCE_S if self._live.job is None else SLICE_S  # what sounds does not wait
                begun += self._open_seed(order, at_once_s / len(orders))
        self._start(begun)

    def _is_known(self, order: m.DreamOrder) -> bool:
        """Whether an order came before: a controller that is started again asks again. It is told how things stand."""
        if self._answers.repeat(order.id):
            return True
        for one in (one for job in self._jobs for one in job.dreams if one.order.id == order.id):
            if one.progress is not None:
                self._mailbox.send(one.progress)
            return True
        if self._answers.is_cancelled(order.id):
            self._answers.answer(order, m.DreamCancelled(order.id))
            return True
        if any(reading.order.id == order.id for reading in self._readings):
            self._mailbox.send(m.TakeReading(order.id))
            return True
        return False

    def _open_seed(self, order: m.DreamOrder, seconds: float) -> list[DreamBegun]:
        """Read a seed for that long. Return the dream if the seed is complete; nothing if it failed or takes longer."""
        try:
            spec = self._models.generator(self._models.name_of(order.model))[0].spec
            rate = spec.sample_rate
            if order.noise:
                return [seed_of_noise(order, spec)]
            if order.seed is not None:
                return [live_seed(order, self._arena.read(order.seed), self._sample_rate, rate)]
        except FAULTS as error:
            self._answers.fail(order, error)
            return []
        self._readings.append(SeedReading(order, rate, self._clock))
        return self._read(self._readings[-1], seconds)

    def _read_on(self) -> None:
        """Read a slice of the take of which least was read, so that a short take does not wait for an hour's."""
        self._start(self._read(min(self._readings, key=lambda one: one.slices), SLICE_S))

    def _read(self, reading: SeedReading, seconds: float) -> list[DreamBegun]:
        begun, ended = None, True
        try:
            if self._answers.is_cancelled(reading.order.id):
                self._answers.answer(reading.order, m.DreamCancelled(reading.order.id))
            else:
                begun = reading.read(seconds, self._beat)
                ended = begun is not None
        except FAULTS as error:
            self._answers.fail(reading.order, error)
        if ended:
            reading.close()
            self._readings.remove(reading)
        elif reading.is_worth_telling():
            self._mailbox.send(m.TakeReading(reading.order.id))
        return [] if begun is None else [begun]

    def _start(self, begun: Sequence[DreamBegun]) -> None:
        """Start the dreams of one model together."""
        if not begun:
            return
        for one in begun:
            self._mailbox.send(m.DreamStarted(one.order.id))
            for remark in one.remarks:
                self._mailbox.send(m.Problem("", remark))
        try:
            name = self._models.name_of(begun[0].order.model)
            generator, _ = self._models.generator(name)
            is_new = not self._models.has_dreamt(name, len(begun))
            self._beat(LOAD_PATIENCE_S if is_new else SEED_PATIENCE_S * len(begun))
            job = Job(
                generator,
                begun,
                self._sample_rate,
                share=self._arena.write,
                cancelled=self._mailbox.cancelled,
                overrides=self._overrides,
                pitches=self._pitches,
                may_compile=is_new,
                clock=self._clock,
            )
            self._jobs.append(job)
            self._tell_ignored(job.spec)
        except FAULTS as error:
            for one in begun:
                self._answers.fail(one.order, error)

    # From jobs to answers

    def _step(self, job: Job) -> None:
        """Take a job's next step: a chunk of each dream, or, when all are made, one file."""
        was_made = job.made
        try:
            for message in job.step():
                if isinstance(message, m.DreamProgress):
                    self._mailbox.send(message)
            self._models.note_dreamt(self._models.name_of(job.dreams[0].order.model), len(job.dreams))
            for one in job.dreams:
                if one.answer is not None and not one.answered:
                    self._answer(one, one.answer)
        except FAULTS as error:
            for one in job.dreams:
                if not one.answered:
                    self._answer(one, failure(one.order, error))
        rest = [one for one in job.dreams if not one.answered]
        if was_made and rest:
            self._answer(rest[0], self._delivery.deliver(rest[0]))
            rest = rest[1:]
        if not rest:
            self._jobs.remove(job)

    def _answer(self, one: DreamBegun, answer: m.Message) -> None:
        one.answered = True
        self._answers.answer(one.order, answer)

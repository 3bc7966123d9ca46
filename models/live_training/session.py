"""Runs one training: updates, dreams, judgements, and a saved state from which it can be resumed."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final

from live_inference.command_line.asking import FINISH, PAUSE, Asked
from live_inference.command_line.progress import progress
from live_models.arrays import FloatArray
from live_models.contract.fit import Fit
from live_training.dreams import ConcurrentDream, write_dreams
from live_training.judging import Judge, at_level, dreams_better, gain_to_recordings_db, summary, toned
from live_training.scalars import Scalars
from live_training.telling import Telling

SAVE_EVERY_S: Final = 30.0
LOG_EVERY_S: Final = 10.0
CONCURRENT_S: Final = 5.0

JUDGEMENTS: Final = 10
JUDGED_DREAMS: Final = 3
JUDGED_S: Final = (2.0, 6.0)
JUDGING_SHARE: Final = 0.1
JUDGED_FROM: Final = 1000
"""Added to the `rng_seed` of judged dreams: the five at the end must not be those that the weights were chosen by."""

PATIENCE: Final = 5
"""A training ends early after this many judgements in a row without better dreams or predictions."""


FINISHED: Final = "you asked it to"


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, or asked to pause, between two updates; the state has been saved."""


@dataclass(frozen=True)
class Course:
    """How a training runs. `limit_s`: None if only the number of epochs ends it. `judged_s`: length of judged dreams.
    `judgement_s`: time that the first judgement is expected to take.

    `dreaming`: `concurrent` (one step after each update) or `sequential` (the training pauses).
    """

    limit_s: float | None
    judged_s: float
    rng_seed: int = 0
    dreaming: str = "concurrent"
    streams: int = 1
    judgement_s: float = 0.0


def new_log() -> dict[str, Any]:
    """An empty log; it is saved with the state."""
    return {"elapsed_s": 0.0, "judging_s": 0.0, "losses": [], "judgements": [], "best": None, "ended": None}


class Session:
    """Trains until the time or the epochs are over, or nothing gets better. Main thread, for Ctrl-C.

    Unless the time ends it, the weights depend on the updates and `rng_seed` alone: a training that is killed and
    resumed ends with the same weights as one that is not.
    """

    def __init__(
        self,
        fit: Fit,
        judge: Judge,
        log: dict[str, Any],
        work: Path,
        course: Course,
        scalars: Scalars,
        telling: Telling | None = None,
    ) -> None:
        self.fit, self.judge, self.log, self.work, self.course = fit, judge, log, work, course
        self.scalars, self.telling = scalars, telling or Telling()
        self._dream: ConcurrentDream | None = None
        if course.dreaming == "concurrent":
            self._dream = ConcurrentDream(fit, work, CONCURRENT_S, course.rng_seed, course.streams, judge.controls)
        self._last_step = fit.parameters.num_epochs * fit.updates_per_epoch
        self._recent: list[float] = []

    @property
    def progress(self) -> float:
        """Share of the training that is done, 0..1."""
        by_steps = self.fit.step / self._last_step
        limit_s = self.course.limit_s
        return min(1.0, by_steps if limit_s is None else max(by_steps, self.log["elapsed_s"] / limit_s))

    def save(self) -> None:
        """Write the state, atomically. Raises OSError."""
        self.fit.save(self.work / "state.safetensors", self.log)

    def run(self) -> None:
        """Train to the end. Raises Interrupted, DivergedError, OSError; the state is saved in the first case."""
        log = self.log
        before, asked_here = log["elapsed_s"], Asked(self.work)
        start = logged = saved = time.monotonic()
        with (
            _stop_asked() as asked,
            progress(1000.0, "training", done=1000.0 * self.progress) as bar,
            self._saved_if_a_dream_cannot_be_written(),
        ):
            while self.progress < 1.0 and log["ended"] is None:
                self._recent.append(self.fit.update(self.progress))
                if self._dream is not None:
                    self._tell_dreams(self._dream.step())
                now = time.monotonic()
                log["elapsed_s"] = before + now - start
                if self._judgement_due():
                    self._judge()
                    log["elapsed_s"] = before + time.monotonic() - start
                    self.save()
                    saved = time.monotonic()
                if now - logged >= LOG_EVERY_S or not log["losses"]:
                    self._note()
                    logged = now
                bar.move(1000.0 * self.progress, note=self._in_words())
                if now - saved >= SAVE_EVERY_S:
                    self.save()
                    saved = now
                request = asked_here()
                if request == FINISH:
                    log["ended"] = FINISHED
                if asked() or request == PAUSE:
                    self.save()
                    raise Interrupted
            if self._recent:
                self._note()
            if not log["judgements"] or log["judgements"][-1]["step"] != self.fit.step:
                self._judge()
            bar.move(1000.0, note=self._in_words())
            self.save()
            if asked():
                raise Interrupted

    @contextmanager
    def _saved_if_a_dream_cannot_be_written(self) -> Iterator[None]:
        """A disk too full for a dream may still hold the state: then nothing learnt is lost."""
        try:
            yield
        except OSError:
            with suppress(OSError):
                self.save()
            raise

    def _judgement_due(self) -> bool:
        """Whether the next tenth is reached and, if time is limited, judging takes a tenth of it at most."""
        log = self.log
        reached = int(self.progress * JUDGEMENTS + 1e-9)
        if reached <= (log["judgements"][-1]["tenth"] if log["judgements"] else 0):
            return False
        done, spent_s = len(log["judgements"]), log["judging_s"]
        expected_s = spent_s / done if done else self.course.judgement_s
        return self.course.limit_s is None or spent_s + expected_s <= JUDGING_SHARE * log["elapsed_s"]

    def _judge(self) -> None:
        """Dream from the present weights and score; keep them if they dream best so far."""
        start, log = time.monotonic(), self.log
        tensors = self.fit.tensors()
        count = JUDGED_DREAMS
        if self.course.dreaming == "sequential":
            count = max(count, self.course.streams)
        dreamt = self.judge.dreams(tensors, count, self.course.judged_s, self.course.rng_seed + JUDGED_FROM)
        dreamt = toned(dreamt, self.fit.parameters, self.judge.reference)
        dreamt = at_level(dreamt, gain_to_recordings_db(dreamt.samples, self.fit.sound))
        row = {
            "step": self.fit.step,
            "tenth": int(self.progress * JUDGEMENTS + 1e-9),
            "elapsed_s": round(log["elapsed_s"], 1),
            "validation_loss": round(self.fit.validate(), 6),
            **summary(self.judge.scores(dreamt)),
        }
        row["kept"] = dreams_better(row, log["best"], dreamt.conditioned)
        self._look_for_the_end(row)
        log["judgements"].append(row)
        if row["kept"]:
            log["best"], self.fit.kept = row, tensors
        if self.course.dreaming == "sequential":
            dreams = dreamt.samples[: self.course.streams]
            self._tell_dreams(write_dreams(self.work, dreams, self.fit.parameters.sample_rate))
        self.scalars.judgement(row, dreamt.samples, self.fit.parameters.sample_rate)
        self.telling.event("judgement", progress=round(self.progress, 4), **row)
        log["judging_s"] += time.monotonic() - start

    def _look_for_the_end(self, row: dict[str, Any]) -> None:
        """Stop early if the last `PATIENCE` judgements neither dream nor predict better than those before."""
        rows = [*self.log["judgements"], row]
        older, newer = rows[:-PATIENCE], rows[-PATIENCE:]
        if not older or any(one["kept"] for one in newer):
            return
        if min(one["validation_loss"] for one in newer) >= min(one["validation_loss"] for one in older):
            self.log["ended"] = f"nothing became better in the last {PATIENCE} tenths of the time"

    def _note(self) -> None:
        """One line of the training log."""
        row = {
            "step": self.fit.step,
            "epoch": self.fit.step // self.fit.updates_per_epoch,
            "elapsed_s": round(self.log["elapsed_s"], 1),
            "loss": round(sum(self._recent) / len(self._recent), 6),
            "validation_loss": round(self.fit.validate(), 6),
        }
        self._recent = []
        self.log["losses"].append(row)
        self.scalars.losses(row)
        self.telling.event("loss", progress=round(self.progress, 4), **row)

    def _tell_dreams(self, paths: list[Path]) -> None:
        for path in paths:
            self.telling.event("dream", path=str(path), step=self.fit.step)

    def _in_words(self) -> str:
        parts = [f"loss {self.log['losses'][-1]['loss']:.4f}"]
        if self.log["judgements"]:
            last, best = self.log["judgements"][-1], self.log["best"]
            parts.append(f"score {last['total']:.2f} (best {best['total']:.2f})")
        if self._dream is not None and self._dream.count:
            parts.append(f"dreams {self._dream.count}")
        return ", ".join(parts)


def best_tensors(fit: Fit) -> dict[str, FloatArray]:
    """The weights that dreamt best, or the present ones if none have been judged."""
    return fit.kept or fit.tensors()


@contextmanager
def _stop_asked() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C and SIGTERM wait for the end of an update; a second Ctrl-C does not wait.

    An exception in the middle of an update would leave the weights and the optimiser at two different steps.
    """
    asked = threading.Event()

    def ask(number: int, _frame: FrameType | None) -> None:
        if asked.is_set() and number == signal.SIGINT:  # SIGTERM may come twice: to the group, and passed on
            raise KeyboardInterrupt
        asked.set()

    old = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)

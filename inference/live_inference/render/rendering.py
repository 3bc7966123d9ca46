"""Makes the dreams of a plan in batches, makes more for those that were refused, and chooses the loops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass, field
from typing import Final

from live_inference.command_line.entry import is_out_of_memory
from live_inference.render.cache import Cache
from live_inference.render.errors import RenderError
from live_inference.render.plan import Plan, RenderJob
from live_inference.render.schedulers import Runner
from live_inference.render.selection import Candidate, best_of, spread_over_seeds
from live_inference.render.work import FULL, Batch, Outcome, Task, least, package_version
from live_models.arrays import FloatArray

ROUNDS: Final = 3
"""Seeds whose dreams were refused or fail their scores get two more rounds with other random numbers."""

HOPELESS: Final = 8
"""If none of this many dreams is good, no more are made: the fault is the model's or the recording's. Of fewer, as in a
bank of one loop, it may be chance."""

TRIES: Final = 3
"""A batch whose worker ended is tried again: one crash may be the machine's fault, three are the batch's."""

LOOK_S: Final = 0.25


@dataclass
class Progress:
    """Progress of the dreams that have to be made, in seconds of dream; those found in the cache do not count."""

    total_s: float = 0.0
    made_s: float = 0.0
    found: int = 0
    made: int = 0


@dataclass
class Rendered:
    """`kept`: in the bank's order; `held_back`: complete, but others were better; `refused`: by the guard."""

    kept: list[Candidate] = field(default_factory=list)
    held_back: list[Candidate] = field(default_factory=list)
    refused: list[Candidate] = field(default_factory=list)


def render(plan: Plan, cache: Cache, runner: Runner, tell: Callable[[Progress], None]) -> Rendered:
    """Make the dreams of the plan that are not in the cache yet, and choose the loops.

    The result depends on the plan alone, however often the render was interrupted and wherever it ran.

    Raises:
        RenderError: the workers cannot make it. CheckpointError, BackendError: a model cannot be used.
        OSError: the disk is full.
    """
    progress = Progress()
    dreams = list(plan.dreams)
    for number in range(ROUNDS):
        jobs = _jobs(plan, dreams)
        _make([job for own in jobs for job in own], cache, runner, progress, tell)
        by_seed = [_candidates(own, cache) for own in jobs]
        lacking = [
            max(0, keep - sum(facts.passed for _, facts in own)) for keep, own in zip(plan.keep, by_seed, strict=True)
        ]
        none_is_good = not any(facts.passed for own in by_seed for _, facts in own)
        if (none_is_good and sum(map(len, jobs)) >= HOPELESS) or sum(plan.keep) - sum(lacking) >= plan.count:
            break
        if number < ROUNDS - 1:
            dreams = [made + few for made, few in zip(dreams, lacking, strict=True)]
    return _choose(plan, by_seed, [_refused(own, cache) for own in jobs])


def _jobs(plan: Plan, dreams: Sequence[int]) -> list[list[RenderJob]]:
    """The jobs of each seed. A job that two seeds share (the same passage twice) belongs to the first."""
    seen: set[str] = set()
    found = []
    for number, count in enumerate(dreams):
        own = [job for job in plan.jobs(number, count) if job.key not in seen]
        seen.update(job.key for job in own)
        found.append(own)
    return found


def _choose(plan: Plan, by_seed: Sequence[list[Candidate]], refused: Sequence[list[Candidate]]) -> Rendered:
    best = [best_of(own, keep) for keep, own in zip(plan.keep, by_seed, strict=True)]
    keys = {job.key for job, _ in spread_over_seeds(best, plan.count)}
    whole = [one for own in by_seed for one in own]
    return Rendered(
        kept=[one for one in whole if one[0].key in keys],
        held_back=[one for one in whole if one[0].key not in keys],
        refused=[one for own in refused for one in own],
    )


def _candidates(jobs: Sequence[RenderJob], cache: Cache) -> list[Candidate]:
    found = [(job, facts) for job in jobs if (facts := cache.find(job.key)) is not None]
    return [(job, facts) for job, facts in found if not facts.refused]


def _refused(jobs: Sequence[RenderJob], cache: Cache) -> list[Candidate]:
    found = [(job, facts) for job in jobs if (facts := cache.find(job.key)) is not None]
    return [(job, facts) for job, facts in found if facts.refused]


def _make(
    jobs: Sequence[RenderJob],
    cache: Cache,
    runner: Runner,
    progress: Progress,
    tell: Callable[[Progress], None],
) -> None:
    """Make the jobs that are not in the cache, and store them there. What was made in earlier rounds is among them."""
    todo = {job.key: job for job in jobs if cache.find(job.key) is None}
    progress.found = len({job.key for job in jobs}) - len(todo) - progress.made
    tell(progress)  # where nothing has to be made, this is all that is told
    batches = list(_batches(list(todo.values()), max(1, runner.workers)))
    done_s = progress.total_s
    before_s = (runner.made_s or 0.0) - done_s
    progress.total_s += sum(batch.total_s for batch in batches)
    tries = dict.fromkeys(map(id, batches), 0)
    under_way: dict[Future[list[Outcome]], Batch] = {}
    while batches or under_way:
        # Only a few ahead of the workers: each batch carries its model and waits in the scheduler's memory.
        while batches and len(under_way) < max(1, 2 * runner.workers):
            batch = batches.pop(0)
            under_way[runner.submit(batch)] = batch
        finished, _ = wait(under_way, LOOK_S, FIRST_COMPLETED)
        for future in finished:
            batch = under_way.pop(future)
            outcomes = _outcomes(future)
            if outcomes is None:
                tries[id(batch)] += 1
                if tries[id(batch)] == TRIES:
                    raise RenderError(
                        f"a worker ended {TRIES} times while it made {len(batch.tasks)} dreams of "
                        f"{batch.checkpoint.name}: is there enough memory? (fewer --workers need less)"
                    )
                batches.append(batch)
                continue
            for outcome in outcomes:
                cache.put(outcome)
            progress.made += len(outcomes)
            done_s += batch.total_s
        told_s = runner.made_s
        progress.made_s = min(progress.total_s, done_s if told_s is None else max(done_s, told_s - before_s))
        tell(progress)


def _outcomes(future: Future[list[Outcome]]) -> list[Outcome] | None:
    """The dreams of a batch; None if its worker ended."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except ModuleNotFoundError as error:
        raise RenderError(f"a worker lacks a package ({error.name}): install live-daemon on every worker") from None
    except BaseException as error:
        if is_out_of_memory(error):
            raise RenderError(
                "not enough memory for a batch of dreams: fewer --workers or --seconds need less"
            ) from None
        # Dask's errors when workers keep dying or the scheduler is gone.
        of_dask = type(error).__module__.partition(".")[0] in ("distributed", "dask", "asyncio")
        if of_dask or isinstance(error, CancelledError | TimeoutError):
            raise RenderError(f"the cluster failed to make the dreams ({type(error).__name__}: {error})") from None
        raise


def _batches(jobs: Sequence[RenderJob], workers: int) -> Iterator[Batch]:
    """The jobs in batches of one model each: full ones, or half full ones if there are too few for all workers."""
    by_model: dict[str, list[RenderJob]] = {}
    for job in jobs:
        by_model.setdefault(job.model.address, []).append(job)
    for own in by_model.values():
        half = least(own[0].backend)
        size = FULL if len(own) > half * workers else half
        for start in range(0, len(own), size):
            yield _batch(own[start : start + size])


def _batch(jobs: Sequence[RenderJob]) -> Batch:
    references: dict[int, tuple[int, FloatArray]] = {}
    tasks = []
    for job in jobs:
        number = None
        if job.reference is not job.seed:
            number, _ = references.setdefault(id(job.reference), (len(references), job.reference))
        tasks.append(Task(job.key, job.seed, number, job.rng_seed, job.said))
    one = jobs[0]
    return Batch(
        one.model.checkpoint,
        one.model.address,
        one.backend,
        one.duration_s,
        tasks,
        [samples for _, samples in references.values()],
        package_version(),
    )

"""From the dreams that were chosen to the bank: loops, manifest, and render.json: what became of each dream.

Nothing in them depends on when, where or in how many goes the dreams were made. Torch-free.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from live_inference.bank import MANIFEST, BankError, BankLoop, read_bank, write_bank
from live_inference.dream_files import atomically
from live_inference.loop_files import write_loop
from live_inference.render.chest import FOLDER, Chest
from live_inference.render.errors import RenderError
from live_inference.render.plan import Plan, RenderJob
from live_inference.render.rendering import Rendered

REPORT: Final = "render.json"
WRITTEN: Final = "written.json"
"""In the chest's folder: the loops that are ours to replace."""

DROPPED: Final = "dropped"
"""Where `live-daemon bank drop` puts loops: these are not brought back."""


def check_bank(bank: Path) -> None:
    """Refuse a folder that is no bank and no place for one, before anything is made. Raises RenderError."""
    if bank.exists() and not bank.is_dir():
        raise RenderError(f"--bank must be a folder, {bank} is a file")
    if not bank.is_dir() or (bank / FOLDER).is_dir():
        return
    if not (bank / MANIFEST).exists():
        if any(bank.iterdir()):
            raise RenderError(f"--bank must be a bank or an empty folder, {bank} holds other files and no {MANIFEST}")
        return
    try:
        read_bank(bank)
    except BankError as error:
        raise RenderError(str(error)) from None


def check_names(bank: Path, plan: Plan) -> None:
    """Refuse a plan whose loops would take the place of somebody else's, before a dream is made. Raises RenderError."""
    jobs = [job for number, dreams in enumerate(plan.dreams) for job in plan.jobs(number, dreams)]
    _check_free(bank, {f"{_name(plan, job)}.wav" for job in jobs}, _written(bank / FOLDER / WRITTEN))


def write_rendered(
    bank: Path, plan: Plan, rendered: Rendered, chest: Chest, tell: Callable[[int], None]
) -> dict[str, Any]:
    """Write loops, manifest and render.json; returns what render.json holds. `tell` hears how many loops are done.

    Loops that an earlier render put there and that are no part of this one go; loops from elsewhere stay, first in the
    manifest. What was dropped from the bank stays dropped.

    Raises:
        RenderError: a loop's name is taken by somebody else's file. OSError: no room.
    """
    written = chest.folder / WRITTEN
    ours = _written(written)
    others = [loop for loop in _rows(bank) if loop.file not in ours]
    names = {job.key: _name(plan, job) for job, _ in rendered.kept}
    _check_free(bank, {f"{name}.wav" for name in names.values()}, ours)  # again: a seed may have been dreamt on anew
    ours_now = ours | {f"{name}.wav" for name in names.values()}
    _write_json(written, sorted(ours_now))
    rows: list[BankLoop] = []
    kept: list[dict[str, Any]] = []
    unusable: list[dict[str, Any]] = []
    dropped: list[str] = []
    for number, (job, facts) in enumerate(rendered.kept):
        name, seed = names[job.key], plan.seeds[job.seed_number]
        if (bank / DROPPED / f"{name}.wav").exists():
            dropped.append(f"{name}.wav")
            continue
        try:
            row = write_loop(
                chest.folder,  # a kill leaves nothing half-written in the bank itself
                name,
                chest.samples(job.key),
                job.model.sample_rate,
                scores=dict(facts.scores),
                seed=seed.source,
                checkpoint=job.model.name,
                rng_seed=job.rng_seed,
                heard=(seed.samples, seed.sample_rate),
            )
        except ValueError as error:
            unusable.append(_told(plan, job) | {"reason": str(error)})
            continue
        (chest.folder / row.file).replace(bank / row.file)
        rows.append(row)
        kept.append({"file": row.file, **_told(plan, job), "scores": dict(facts.scores)})
        tell(number + 1)
    write_bank(bank, [*others, *rows])
    report = {
        "seeds": [{"name": seed.name, "source": seed.source} for seed in plan.seeds],
        "models": [{"name": model.name, "sha256": model.checkpoint.sha256} for model in plan.models],
        "backend": plan.backend,
        "count": plan.count,
        "duration_s": plan.duration_s,
        "rng_seed": plan.rng_seed,
        "kept": kept,
        "held_back": [_told(plan, job) | {"scores": dict(facts.scores)} for job, facts in rendered.held_back],
        "refused": [*(_told(plan, job) | {"reason": facts.refused} for job, facts in rendered.refused), *unusable],
        "dropped": dropped,
    }
    atomically(bank / REPORT, lambda part: part.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8"))
    _sweep(bank, ours - {loop.file for loop in rows})
    # What was dropped may be brought back: it is ours then, too.
    gone = {name for name in ours_now if (bank / DROPPED / name).exists()}
    _write_json(written, sorted(gone | {loop.file for loop in rows}))
    return report


def _told(plan: Plan, job: RenderJob) -> dict[str, Any]:
    return {"seed": plan.seeds[job.seed_number].name, "model": job.model.name, "rng_seed": job.rng_seed}


def _name(plan: Plan, job: RenderJob) -> str:
    return f"{plan.seeds[job.seed_number].name}-{job.model.name}-{job.rng_seed}"


def _rows(bank: Path) -> list[BankLoop]:
    return read_bank(bank) if (bank / MANIFEST).exists() else []


def _written(path: Path) -> set[str]:
    try:
        return {str(name) for name in json.loads(path.read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError):
        return set()


def _check_free(bank: Path, files: set[str], ours: set[str]) -> None:
    there = {loop.file for loop in _rows(bank)} | {path.name for path in bank.glob("*.wav")}
    if taken := files & (there - ours):
        raise RenderError(
            f"{bank / sorted(taken)[0]}: is not from a render and would be replaced; choose another --bank"
        )


def _write_json(path: Path, names: Sequence[str]) -> None:
    atomically(path, lambda partial: partial.write_text(json.dumps(names), encoding="utf-8"))


def _sweep(bank: Path, files: set[str]) -> None:
    """Take away what an earlier render wrote and what a killed one left half-written."""
    for name in files:
        if Path(name).name == name:
            (bank / name).unlink(missing_ok=True)
    for name in (MANIFEST, REPORT):
        for partial in bank.glob(f".{name}.*.part"):
            partial.unlink(missing_ok=True)

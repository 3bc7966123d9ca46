"""From the dreams that were chosen to the bank: loops, manifest, and render.json: what became of each dream.

Nothing in them depends on when, where or in how many goes the dreams were made. Torch-free.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any, Final

from live_inference.bank.changes import changing
from live_inference.bank.loop_files import write_loop
from live_inference.bank.manifest import MANIFEST, BankError, BankLoop, read_bank, write_bank
from live_inference.command_line.locking import LOCK
from live_inference.files.dreams import atomically
from live_inference.render.cache import FOLDER, Cache, Facts
from live_inference.render.errors import RenderError
from live_inference.render.plan import Plan, RenderJob
from live_inference.render.rendering import Rendered
from live_models.fields import FieldError, checked
from live_models.strict_reader import FileError, read_json

REPORT: Final = "render.json"
WRITTEN: Final = "written.json"
"""In the chest's folder: the loops that are ours to replace, as long as nobody edits them."""

LONGEST_FILE: Final = 240
"""Bytes: file systems end at 255, and while a file is written its name is a little longer."""

DROPPED: Final = "dropped"
"""Where `live-daemon bank drop` puts loops: these are not brought back."""


def check_bank(bank: Path) -> None:
    """Refuse a folder that is no bank and no place for one, before anything is made. Raises RenderError."""
    if bank.exists() and not bank.is_dir():
        raise RenderError(f"--bank must be a folder, {bank} is a file")
    if not bank.is_dir() or (bank / FOLDER).is_dir():
        return
    if not (bank / MANIFEST).exists():
        if any(path.name != LOCK for path in bank.iterdir()):
            raise RenderError(f"--bank must be a bank or an empty folder, {bank} holds other files and no {MANIFEST}")
        return
    try:
        read_bank(bank)
    except BankError as error:
        raise RenderError(str(error)) from None


def check_names(bank: Path, plan: Plan) -> None:
    """Refuse a plan whose loops would take the place of somebody else's, before a dream is made. Raises RenderError.

    And one whose loops have names too long for a file.
    """
    jobs = [job for number, dreams in enumerate(plan.dreams) for job in plan.jobs(number, dreams)]
    files = {_file(plan, job) for job in jobs}
    longest = max(files, key=lambda name: len(name.encode()))
    if len(longest.encode()) > LONGEST_FILE:
        raise RenderError(
            f"{longest}: a loop's name must be at most {LONGEST_FILE} bytes long, this one would have "
            f"{len(longest.encode())}; give the model a shorter name"
        )
    _check_free(bank, files, _written(bank / FOLDER / WRITTEN))


def write_rendered(
    bank: Path, plan: Plan, rendered: Rendered, chest: Cache, tell: Callable[[int], None]
) -> dict[str, Any]:
    """Write loops, manifest and render.json; returns what render.json holds. `tell` hears how many loops are done.

    Loops that an earlier render put there and that are no part of this one go; loops from elsewhere stay, first in the
    manifest, and so do those whose file was changed since. What was dropped from the bank stays dropped.

    Raises:
        RenderError: a loop's name is taken by somebody else's file. OSError: no room.
        BusyError: somebody else changes the bank.
    """
    with changing(bank):
        return _write(bank, plan, rendered, chest, tell)


def _write(bank: Path, plan: Plan, rendered: Rendered, chest: Cache, tell: Callable[[int], None]) -> dict[str, Any]:
    written = chest.folder / WRITTEN
    ours = _written(written)
    listed = {loop.file: loop for loop in _rows(bank)}
    changed = _changed(bank, ours, listed)
    files = {job.key: _file(plan, job) for job, _ in rendered.kept}
    _check_free(bank, set(files.values()), ours)  # again: a seed may have been dreamt on anew
    rows: list[BankLoop] = []
    kept: list[dict[str, Any]] = []
    unusable: list[dict[str, Any]] = []
    dropped: list[str] = []
    for number, (job, facts) in enumerate(rendered.kept):
        file = files[job.key]
        if file in changed:
            rows += [listed[file]] if file in listed else []
            continue
        if (bank / DROPPED / file).exists():
            dropped.append(file)
            continue
        try:
            row = _make_loop(chest, plan, job, facts)
        except ValueError as error:
            unusable.append(_told(plan, job) | {"reason": str(error)})
            continue
        rows.append(row)
        kept.append({"file": row.file, **_told(plan, job), "scores": dict(facts.scores)})
        tell(number + 1)
    made = {one["file"] for one in kept}
    # Hashes first: a kill in the middle of the renames leaves nothing that would be taken for the musician's.
    ours_now = ours | {row.file: row.sha256 or "" for row in rows if row.file in made}
    _write_json(written, ours_now)
    for file in made:
        (chest.folder / file).replace(bank / file)
    stay = [loop for file, loop in listed.items() if file not in ours or file in changed - set(files.values())]
    write_bank(bank, [*stay, *rows])
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
        "changed": sorted(changed),
    }
    atomically(bank / REPORT, lambda part: part.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8"))
    _sweep(bank, chest, set(ours) - made - changed)
    # What was dropped may be brought back: it is ours then, too.
    ours_now |= {file: "" for file in dropped if file not in ours_now}
    _write_json(written, {f: ours_now[f] for f in ours_now if f in made | changed or (bank / DROPPED / f).exists()})
    return report


def _make_loop(chest: Cache, plan: Plan, job: RenderJob, facts: Facts) -> BankLoop:
    """Make a dream a loop, in the chest's folder: a kill leaves nothing half-written in the bank itself."""
    seed = plan.seeds[job.seed_number]
    return write_loop(
        chest.folder,
        Path(_file(plan, job)).stem,
        chest.samples(job.key),
        job.model.sample_rate,
        scores=dict(facts.scores),
        seed=seed.source,
        checkpoint=job.model.name,
        rng_seed=job.rng_seed,
        heard=(seed.samples, seed.sample_rate),
    )


def _told(plan: Plan, job: RenderJob) -> dict[str, Any]:
    return {"seed": plan.seeds[job.seed_number].name, "model": job.model.name, "rng_seed": job.rng_seed}


def _file(plan: Plan, job: RenderJob) -> str:
    return f"{plan.seeds[job.seed_number].name}-{job.model.name}-{job.rng_seed}.wav"


def _rows(bank: Path) -> list[BankLoop]:
    return read_bank(bank) if (bank / MANIFEST).exists() else []


def _written(path: Path) -> dict[str, str]:
    """The loops that are ours, with the hash of what was written; empty where nobody wrote that down."""
    try:
        told = read_json(path)
        hashes = checked(dict[str, str], dict.fromkeys(told, "") if isinstance(told, list) else told)
        return {name: stamp for name, stamp in hashes.items() if Path(name).name == name}
    except (FileError, FieldError, TypeError):  # a list of lists has no keys
        return {}


def _changed(bank: Path, ours: Mapping[str, str], listed: Mapping[str, BankLoop]) -> set[str]:
    """Those of our loops that the musician edited since: neither what was written last nor what the manifest says."""
    changed = set()
    for file, stamp in ours.items():
        if (bank / file).is_file():
            row = listed.get(file)
            with (bank / file).open("rb") as there:
                found = hashlib.file_digest(there, "sha256").hexdigest()
            if found not in (stamp, row.sha256 if row else None):
                changed.add(file)
    return changed


def _check_free(bank: Path, files: Set[str], ours: Mapping[str, str]) -> None:
    there = {loop.file for loop in _rows(bank)} | {path.name for path in bank.glob("*.wav")}
    if taken := files & (there - ours.keys()):
        raise RenderError(
            f"{bank / sorted(taken)[0]}: is not from a render and would be replaced; choose another --bank"
        )


def _write_json(path: Path, hashes: Mapping[str, str]) -> None:
    text = json.dumps(dict(sorted(hashes.items())))
    atomically(path, lambda partial: partial.write_text(text, encoding="utf-8"))


def _sweep(bank: Path, chest: Cache, files: Set[str]) -> None:
    """Take away what an earlier render wrote and what a killed one left half-written."""
    for name in files:
        (bank / name).unlink(missing_ok=True)
    for name in (MANIFEST, REPORT):
        for partial in bank.glob(f".{name}.*.part"):
            partial.unlink(missing_ok=True)
    for loop in chest.folder.glob("*.wav"):
        loop.unlink()

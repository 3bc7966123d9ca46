"""Writes the bank: loops of the chosen dreams, the manifest, and render.json, which says what became of each dream.

Nothing in it depends on when, where or in how many runs the dreams were made.
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
from live_inference.dreaming.width import take_width, widened
from live_inference.files.dreams import atomically
from live_inference.render.cache import FOLDER, Cache, Facts
from live_inference.render.errors import RenderError
from live_inference.render.plan import Plan, RenderJob
from live_inference.render.rendering import Rendered
from live_models.fields import FieldError, checked
from live_models.strict_reader import FileError, read_json

REPORT: Final = "render.json"
WRITTEN: Final = "written.json"
"""In the cache's folder: the loops that a render wrote, which it may replace unless somebody edited them."""

LONGEST_FILE: Final = 240
"""Bytes: file systems allow 255, and a file's temporary name is a little longer."""

DROPPED: Final = "dropped"
"""Folder for the loops of `live-daemon bank drop`: a render does not bring them back."""


def check_bank(bank: Path) -> None:
    """Before anything is made, refuse a folder that is neither a bank nor empty. Raises RenderError."""
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
    """Before a dream is made, refuse a plan whose loops would replace files of others or have names too long for files.

    Raises RenderError.
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
    bank: Path, plan: Plan, rendered: Rendered, cache: Cache, tell: Callable[[int], None]
) -> dict[str, Any]:
    """Write loops, manifest and render.json; return the contents of render.json. `tell` gets the number of loops done.

    Loops of an earlier render that are not part of this one are removed. Loops from elsewhere stay, first in the
    manifest; so do loops whose file was edited since. Dropped loops stay dropped.

    Raises:
        RenderError: another file has a loop's name. OSError: the disk is full.
        BusyError: another process changes the bank.
    """
    with changing(bank):
        return _write(bank, plan, rendered, cache, tell)


def _write(bank: Path, plan: Plan, rendered: Rendered, cache: Cache, tell: Callable[[int], None]) -> dict[str, Any]:
    written = cache.folder / WRITTEN
    ours = _written(written)
    listed = {loop.file: loop for loop in _rows(bank)}
    changed = _changed(bank, ours, listed)
    files = {job.key: _file(plan, job) for job, _ in rendered.kept}
    _check_free(bank, set(files.values()), ours)  # again: a later round may have added dreams
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
            row = _make_loop(cache, plan, job, facts)
        except ValueError as error:
            unusable.append(_told(plan, job) | {"reason": str(error)})
            continue
        rows.append(row)
        kept.append({"file": row.file, **_told(plan, job), "scores": dict(facts.scores)})
        tell(number + 1)
    made = {one["file"] for one in kept}
    # Hashes first: after a kill between two renames, no loop of ours is taken for one that the musician edited.
    ours_now = ours | {row.file: row.sha256 or "" for row in rows if row.file in made}
    _write_json(written, ours_now)
    for file in made:
        (cache.folder / file).replace(bank / file)
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
    _sweep(bank, cache, set(ours) - made - changed)
    # A dropped loop that the musician brings back is still ours.
    ours_now |= {file: "" for file in dropped if file not in ours_now}
    _write_json(written, {f: ours_now[f] for f in ours_now if f in made | changed or (bank / DROPPED / f).exists()})
    return report


def _make_loop(cache: Cache, plan: Plan, job: RenderJob, facts: Facts) -> BankLoop:
    """Make a loop of a dream, in the cache's folder: a kill leaves nothing half-written in the bank itself."""
    seed, rate = plan.seeds[job.seed_number], job.model.sample_rate
    width = None if seed.channels is None else take_width(seed.channels.T, seed.sample_rate)
    return write_loop(
        cache.folder,
        Path(_file(plan, job)).stem,
        widened(cache.samples(job.key), width, rate, job.rng_seed),
        rate,
        scores=dict(facts.scores),
        seed=seed.source,
        checkpoint=job.model.name,
        rng_seed=job.rng_seed,
        heard=(seed.samples, seed.sample_rate),
        said=job.said,
    )


def _told(plan: Plan, job: RenderJob) -> dict[str, Any]:
    return {"seed": plan.seeds[job.seed_number].name, "model": job.model.name, "rng_seed": job.rng_seed}


def _file(plan: Plan, job: RenderJob) -> str:
    return f"{plan.seeds[job.seed_number].name}-{job.model.name}-{job.rng_seed}.wav"


def _rows(bank: Path) -> list[BankLoop]:
    return read_bank(bank) if (bank / MANIFEST).exists() else []


def _written(path: Path) -> dict[str, str]:
    """The loops that renders wrote, with the hash of each; empty if there is no such file."""
    try:
        told = read_json(path)
        hashes = checked(dict[str, str], dict.fromkeys(told, "") if isinstance(told, list) else told)
        return {name: stamp for name, stamp in hashes.items() if Path(name).name == name}
    except (FileError, FieldError, TypeError):  # a list of lists has no keys
        return {}


def _changed(bank: Path, ours: Mapping[str, str], listed: Mapping[str, BankLoop]) -> set[str]:
    """Our loops that were edited since: neither as written last nor as the manifest says."""
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


def _sweep(bank: Path, cache: Cache, files: Set[str]) -> None:
    """Remove loops of an earlier render and half-written files of killed ones."""
    for name in files:
        (bank / name).unlink(missing_ok=True)
    for name in (MANIFEST, REPORT):
        for partial in bank.glob(f".{name}.*.part"):
            partial.unlink(missing_ok=True)
    for loop in cache.folder.glob("*.wav"):
        loop.unlink()

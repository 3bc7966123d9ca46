"""Writes the calibration table into docs/scores.md: ``python docs/score_table.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from live_inference.scores.score import Reference, score  # noqa: E402
from support.score_sounds import DURATION_S, RATE, degraded, etude, strings  # noqa: E402

BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"


def main() -> None:
    """Write the table between its marks."""
    page = ROOT / "docs" / "scores.md"
    head, rest = page.read_text(encoding="utf-8").split(BEGIN)
    _, tail = rest.split(END)
    page.write_text(head + BEGIN + table() + END + tail, encoding="utf-8")


def table() -> str:
    """A row per sound, for strings; the last rows are other music."""
    reference = Reference.of([strings(0)], RATE)
    sounds = degraded(strings(0), [strings(1)])
    sounds["**other music for the same strings**"] = strings(1)[: round(DURATION_S * RATE)]
    sounds["another instrument (the étude)"] = etude()[: round(DURATION_S * RATE)] * 3.0
    lines = [
        "| sound | artifacts | resemblance | novelty | stuck | energy | says |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, sound in sounds.items():
        scores = score(sound, reference, hop_length=256)
        novelty = _mark(1.0 if scores.novelty is None else scores.novelty)
        lines.append(
            f"| {name} | {_mark(scores.artifacts)} | {_mark(scores.resemblance)} | {novelty} | {_mark(scores.stuck)} "
            f"| {scores.energy_db:+.0f} dB | {'; '.join(scores.faults) or 'passes'} |"
        )
    return "\n".join(lines) + "\n"


def _mark(value: float) -> str:
    return f"{value:.2f}" if value >= 0.5 else f"**{value:.2f}**"


if __name__ == "__main__":
    main()

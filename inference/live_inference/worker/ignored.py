"""What the performer has set and a model cannot heed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from live_models.contract.generator import GeneratorSpec
from live_models.families import family_of

PITCHES: Final = "/dream/pitches"
_NEEDS_CONDITION: Final = "influence"


def ignored(spec: GeneratorSpec, controls: Iterable[str], pitches_are_said: bool) -> dict[str, str]:
    """OSC addresses of what a model does not heed, with the reason. Any thread."""
    heeded = family_of(spec.approach).controls
    found = {
        f"/dream/control/{name}": f"approach {spec.approach} has no such control"
        for name in sorted(set(controls) - heeded - {_NEEDS_CONDITION})
    }
    if not spec.condition:
        blind = {f"/dream/control/{name}" for name in controls if name == _NEEDS_CONDITION}
        blind |= {PITCHES} if pitches_are_said else set()
        found |= dict.fromkeys(sorted(blind), "it was trained without a condition: it does not hear what is played")
    return found

"""Keeps the edits that a musician made by hand on a checkpoint's card when the training goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from live_models.checkpoint import read_card
from live_models.contract.checkpoint import CheckpointError
from live_models.contract.generator import ControlError, Controls

MEASURED: Final = (
    "format",
    "name",
    "approach",
    "sample_rate",
    "hyperparameters",
    "sha256",
    "training_log",
    "scores",
    "reference",
    "versions",
)
"""Facts about the weights: edits of these would be wrong and are not kept."""

_UNTOLD: Final = ("normalisation", "preset", "rng_seed")
"""Counts as measured too, where no note tells what was written on the card."""

_ABSENT: Final = object()


def there(card_path: Path) -> dict[str, Any] | None:
    """The present card; None if there is none. Raises CheckpointError if it or its controls cannot be read."""
    if not card_path.exists():
        return None
    card = read_card(card_path)
    try:
        Controls.from_params(card.get("controls", {}))
    except (ControlError, TypeError, AttributeError) as error:
        raise CheckpointError(f"{card_path}: {error}; mend the card, or delete it") from None
    return card


def told(card: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a card that may be edited, as JSON reads it back; to be noted until the next card is written."""
    plain: dict[str, Any] = json.loads(json.dumps({key: card[key] for key in card if key not in MEASURED}))
    return plain


def with_edits(
    new: Mapping[str, Any], written: Sequence[Mapping[str, Any]], card: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The card to write: `new`, with every change, addition and deletion made by hand on the present `card`.

    `written`: notes of what was written before (`told`); a value found among them is no edit. Without notes, all values
    that are not measured count as edits.
    """
    if card is None:
        return dict(new)
    left = MEASURED if written else (*MEASURED, *_UNTOLD)
    merged: dict[str, Any] = _merged(
        told(new), [dict(one) for one in written], {key: value for key, value in card.items() if key not in left}
    )
    return {key: value for key, value in new.items() if key in MEASURED} | merged


def _merged(new: Any, written: Sequence[Any], now: Any) -> Any:
    if not isinstance(new, dict) or not isinstance(now, dict):
        return new if now in written else now
    result = {}
    for key in [*new, *(key for key in now if key not in new)]:
        before = [one[key] for one in written if isinstance(one, dict) and key in one]
        value = _of(new.get(key, _ABSENT), before, now.get(key, _ABSENT))
        if value is not _ABSENT:
            result[key] = value
    return result


def _of(new: Any, before: Sequence[Any], now: Any) -> Any:
    if now is _ABSENT:
        return _ABSENT if before else new  # deleted by hand, or new
    if new is _ABSENT:
        return _ABSENT if now in before else now  # ours and no longer needed, or added by hand
    return _merged(new, before, now)

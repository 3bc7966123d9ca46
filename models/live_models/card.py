"""What of a card a dream depends on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from live_models.contract.generator import Controls
from live_models.features import Normalisation


def normalisation_and_controls(card: Mapping[str, Any]) -> tuple[Normalisation, Controls]:
    """The numbers that turn samples into features, and the controls that differ from the usual.

    Raises ValueError and ControlError, in one line.
    """
    return Normalisation.from_card(card["normalisation"]), Controls.from_params(card.get("controls", {}))

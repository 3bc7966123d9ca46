"""Curves for TensorBoard (optional)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from live_inference.command_line.extras import how_to_install
from live_models.arrays import FloatArray

_MEASURES: Final = ("total", "artifacts", "resemblance", "novelty", "stuck", "energy_db", "answer", "passed")


class ScalarsError(RuntimeError):
    """TensorBoard is not installed; the message is one line for the user."""


class Scalars:
    """Writes losses, scores and judged dreams for TensorBoard; without a folder it writes nothing. One thread."""

    def __init__(self, folder: Path | None) -> None:
        self._writer: Any = None
        if folder is None:
            return
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError:
            raise ScalarsError(f"--tensorboard needs TensorBoard: {how_to_install('tensorboard')}") from None
        self._writer = SummaryWriter(str(folder))

    def losses(self, row: Mapping[str, Any]) -> None:
        """Add a row of the training log."""
        if self._writer is not None:
            for name in ("loss", "validation_loss"):
                self._writer.add_scalar(f"loss/{name}", row[name], row["step"])

    def judgement(self, row: Mapping[str, Any], dreams: Sequence[FloatArray], sample_rate: int) -> None:
        """Add the scores and the sound of judged dreams."""
        if self._writer is None:
            return
        for name in _MEASURES:
            if row.get(name) is not None:
                self._writer.add_scalar(f"score/{name}", row[name], row["step"])
        for number, dream in enumerate(dreams, 1):
            self._writer.add_audio(f"dream/{number}", dream[None].clip(-1.0, 1.0), row["step"], sample_rate)
        self._writer.flush()

    def close(self) -> None:
        """Write the rest and close."""
        if self._writer is not None:
            self._writer.close()

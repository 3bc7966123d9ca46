"""What 8-bit weights cost: the loss on unseen playing, of the weights as learnt and in int8, of shipped models.

Unseen is the last tenth of the recordings that a model learnt, which its card names. Each step is fed what was played,
without dropout or noise; the loss is the one that it was trained by: nats of classes or of a mixture's densities (these
may be below 0), or a squared error.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch

from live_models.checkpoint import load_checkpoint
from live_models.contract.checkpoint import Checkpoint
from live_models.families import FAMILIES
from live_models.families.lstm.fit import LSTMFit
from live_models.families.lstm.forcing import fed
from live_models.families.sample_wise.fit import StreamFit
from live_models.families.sample_wise.loss import prediction_loss
from live_models.registry import Registry
from live_training.recordings import load_sound
from trials.figures import figure_table, leave

BACKENDS = ("eager", "cpu_int8")
LEARNT = tuple(f"nylon-{name}" for name in ("naive-rnn", "sample-rnn", "wavenet", "mdn", "noizenet"))
LARGEST_SHARE = 0.02
"""Of the loss as learnt, by which it may grow."""


def costs(checkpoint: Checkpoint, fit: Any) -> list[float]:
    """The loss on the held-out tenth with each of `BACKENDS`; nats, or squared error."""
    executors = [FAMILIES[checkpoint.hyperparameters.approach].executor(checkpoint, one) for one in BACKENDS]
    if isinstance(fit, StreamFit):
        return [_of_samples(fit, executor) for executor in executors]
    if isinstance(fit, LSTMFit):
        return [_of_steps(checkpoint, fit, executor) for executor in executors]
    raise SystemExit(f"{checkpoint.name}: what it costs in int8 is not measured for {type(fit).__name__}")


def _of_samples(fit: StreamFit[Any, Any], network: Any) -> float:
    batch, p = fit.held_out(), fit.parameters
    state = network.begin(batch.inputs.shape[1])
    outputs = np.stack([network.step(np.ascontiguousarray(one.numpy()), state) for one in batch.inputs])
    return float(prediction_loss(p, torch.from_numpy(outputs[p.context_length :]), batch.labels))


def _of_steps(checkpoint: Checkpoint, fit: LSTMFit[Any], network: Any) -> float:
    inputs, labels = fit.validation.pairs(fit.validation_cursors())
    x = torch.from_numpy(inputs)
    label = fit.left_over(x, x, torch.from_numpy(labels))
    outputs, _ = fed(checkpoint, network, np.ascontiguousarray(x.numpy()))
    return float(fit.prediction_loss(fit.network.mixed(torch.from_numpy(outputs)), label))


def main() -> int:
    """Print the table; the exit status says whether every model loses at most 2 %."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path, help="the folder that holds the recordings that the models learnt")
    parser.add_argument("--models", nargs="+", default=LEARNT)
    parser.add_argument("--out", type=Path, default=Path("trials-out/int8_cost"))
    options = parser.parse_args()
    found, rows = {}, []
    for name in options.models:
        checkpoint = load_checkpoint(Registry().find(name))
        parameters, card = checkpoint.hyperparameters, checkpoint.card
        paths = [options.recordings / one["file"] for one in card["recordings"]]
        sound = load_sound(paths, [one["licence"] for one in card["recordings"]], parameters.sample_rate)
        as_learnt, in_int8 = costs(checkpoint, FAMILIES[parameters.approach].make_fit(parameters, sound, 0))
        share = (in_int8 - as_learnt) / abs(as_learnt)
        found[name] = {"as_learnt": as_learnt, "int8": in_int8, "share": share}
        rows.append((name, f"{as_learnt:.5f} as learnt, {in_int8:.5f} in int8: {100 * share:+.2f} %"))
        print(*rows[-1], flush=True)
    leave(options.out, "int8_cost", found, figure_table(rows))
    return 0 if all(one["share"] <= LARGEST_SHARE for one in found.values()) else 1

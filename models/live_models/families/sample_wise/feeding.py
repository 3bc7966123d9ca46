"""The end of a step in the loop of any family: draw each dream's next sample, and what enters after it (numba)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_wise.drawing import next_value, predicted_value
from live_models.families.sample_wise.entering import Scales
from live_models.families.sample_wise.head import Draws, SampleHead, Steering
from live_models.kernels.compiling import summing_kernel


class Drawn(NamedTuple):
    """What is drawn with. See `backend.Stretch`."""

    head: SampleHead
    scales: Scales
    steering: Steering
    draws: Draws


class Fed(NamedTuple):
    """Where what is drawn goes; a thread's own, moved in place.

    Shape: `tape` `[dreams, length]`, at `position` before the first step; `entering` `[dreams * entering]`, for the
    next step; `power` `[dreams]`; `out` `[dreams, steps]`
    """

    tape: FloatArray
    entering: FloatArray
    power: DoubleArray
    out: FloatArray
    position: int


@summing_kernel
def feed(drawn: Drawn, fed: Fed, step: int, y: FloatArray) -> None:
    """Draw the sample of a step for all dreams, as `backend.StreamBackend` does it in its readable form.

    Shape: `y` `[dreams * rows]`: what the network puts out, each dream's numbers at the start of its rows
    """
    head, steering, draws, dreams = drawn.head, drawn.steering, drawn.draws, len(fed.power)
    length, here = len(head.linear), fed.position + step
    rows, entering = len(y) // dreams, len(fed.entering) // dreams
    for dream in range(dreams):
        predicted = predicted_value(head, fed.tape[dream, here : here + length])
        value = next_value(
            head, steering, y[dream * rows : (dream + 1) * rows], predicted, fed.power[dream],
            draws.chance[dream, step], draws.normal[dream, step],
        )  # fmt: skip
        fed.power[dream] += head.rate * (value * value - fed.power[dream])
        fed.out[dream, step] = np.float32(value)
        heard = value + steering.noise * draws.noise[dream, step]
        fed.tape[dream, here + length] = np.float32(heard)
        fed.entering[dream * entering] = np.float32(heard * drawn.scales.sample)
        if length > 0:
            left_over = (heard - predicted) * drawn.scales.left_over
            fed.entering[dream * entering + 1] = np.float32(np.arcsinh(left_over) / 2.0)

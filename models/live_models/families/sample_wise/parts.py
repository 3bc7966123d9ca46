"""Steps of a batch of dreams, shared by threads: the pieces of a state that each of them works on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from live_models.arrays import FloatArray
from live_models.families.sample_wise.backend import StreamState
from live_models.families.sample_wise.drawing import Feedback
from live_models.families.sample_wise.head import Stretch
from live_models.thread_team import ThreadTeam


class Part(NamedTuple):
    """Some dreams of a batch, and the threads that share the rows of each step's products.

    `lanes`: theirs in the network. `stretch`: with the draws of these dreams. `feedback`: of each thread; the first
    one's are pieces of the state.
    """

    lanes: slice
    stretch: Stretch
    feedback: Sequence[Feedback]


def run_parts(
    team: ThreadTeam,
    row_threads: int,
    state: StreamState[Any],
    stretch: Stretch,
    run_part: Callable[[Part], None],
) -> FloatArray:
    """Let threads take the steps of a stretch: each some dreams, or all together (`row_threads`) one dream's rows.

    `run_part` is called in the thread that takes a part's steps and moves what of the network's state is the part's.
    Shape: -> `[dreams, num_steps * bands]`
    """
    batch = len(state.power)
    out = np.empty((batch, stretch.num_steps * len(stretch.scales.left_over)), dtype=np.float32)
    if batch == 1 or team.threads == 1:
        run_part(_part_of(state, stretch, out, slice(0, batch), row_threads))
        return out
    edges = [thread * batch // team.threads for thread in range(team.threads + 1)]

    def run(thread: int) -> None:
        dreams = slice(edges[thread], edges[thread + 1])
        if dreams.start < dreams.stop:
            run_part(_part_of(state, stretch, out, dreams, 1))

    team.run(run, team.threads)
    return out


def _part_of(state: StreamState[Any], stretch: Stretch, out: FloatArray, dreams: slice, threads: int) -> Part:
    """Threads write some things alike: each but the first has copies of its own, so that they do not meet."""
    lanes = slice(state.each * dreams.start, state.each * dreams.stop)
    bands = len(stretch.scales.left_over)
    room = (np.zeros(bands, dtype=np.float32), np.zeros(bands))
    own = Feedback(state.tape[dreams], state.entering[lanes], state.power[dreams], out[dreams], state.position, *room)
    feedback = [own]
    for _ in range(1, threads):
        tape, entering, power, made, position, predicted, values = own
        copied = (tape.copy(), entering.copy(), power.copy(), made.copy())
        feedback.append(Feedback(*copied, position, predicted.copy(), values.copy()))
    return Part(lanes, stretch._replace(draws=stretch.draws.of_dreams(dreams)), feedback)

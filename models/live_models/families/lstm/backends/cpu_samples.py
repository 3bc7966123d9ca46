"""Many steps of a sample-wise dream in one call, without coming back to Python in between (numba)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.sample_wise.drawing import hand_on, next_frame, predict_frame
from live_models.families.sample_wise.head import Draws, SampleHead, Steering
from live_models.kernels.compiling import allocating_kernel, kernel
from live_models.kernels.lstm import Gates, Memory, Stack, StepMasks, Work, run_head, run_layers
from live_models.kernels.panels import PANEL
from live_models.kernels.products import (
    PackedWeights,
    Share,
    Sums,
    Vectors,
    arrange,
    make_room,
    matrix_times,
    multiply_share,
)
from live_models.kernels.stretches import clear_stretch, copy_stretch, scale_stretch
from live_models.kernels.threads import Team, thread_panels


class Tape(NamedTuple):
    """What dreams have heard and made, and what is projected ahead of it.

    A step is a sample, or one of each band. `rows`: lanes of one dream. `position`: steps since the tape was wound
    back. `ahead_at`: step that `ahead` begins at, -1 for none. `projected`: what is known of the windows is projected
    ahead, in blocks; not with masks on the inputs, which change every step. `listening`: what follows is on the tape
    already.

    Shape: `samples` `[lanes, length]`, `ahead` `[lanes, block, gates]`
    """

    samples: FloatArray
    ahead: FloatArray
    rows: int
    position: int
    ahead_at: int
    projected: bool
    listening: bool


class Made(NamedTuple):
    """What steps of dreams give. `bands`: samples of a step.

    Shape: `out` `[dreams, steps * bands]`, `power` `[dreams]`: running mean, moved in place
    """

    out: FloatArray
    power: DoubleArray
    bands: int


class Controls(NamedTuple):
    """What is drawn with: the head after the rows' heads, what steers it, and random numbers."""

    head: SampleHead
    steering: Steering
    draws: Draws


@kernel
def project_ahead(
    packed: PackedWeights, stack: Stack, tape: Tape, start: int, bands: int, entry: FloatArray, work: Work
) -> None:  # fmt: skip
    """What the samples known at `start` give to the first layer's gates in the next steps: a product per lane.

    Windows of neighbouring steps are one stretch of the tape, read a step later each; unknown samples count as 0.
    """
    ahead, matrix, room, team = tape.ahead, packed.matrices[0], work.room, work.team
    lanes, block, gates = ahead.shape
    columns = matrix[1]
    whole = columns + (block - 1) * bands
    flat, share = ahead.reshape(-1), Share(team, stack.size, 4, False)
    samples, length = tape.samples.reshape(-1), tape.samples.shape[1]
    for lane in range(lanes):
        known = whole if tape.listening or lane % tape.rows < tape.rows - 1 else columns
        copy_stretch(room.x, 0, samples, lane * length + start * bands, known)
        clear_stretch(room.x, known, whole - known)
        arrange(Vectors(room.x, 0, bands, columns, block), room, packed.integer, True)
        for gate in range(4 if team.threads > 1 else 1):
            first, last = thread_panels(stack.size, matrix[3], team, gate)
            row, count = first * PANEL, (last - first) * PANEL
            for step in range(block):  # its own rows only: another thread may be done with the others
                copy_stretch(flat, (lane * block + step) * gates + row, entry, lane * gates + row, count)
        multiply_share(packed, 0, columns, block, room, Sums(flat, lane * block * gates, gates), share)


@kernel
def add_newest(packed: PackedWeights, stack: Stack, tape: Tape, start: int, count: int, work: Work) -> None:
    """Add what the `count` samples dreamt since place `start` of the tape give: the last columns only, of each dream's
    last row."""
    matrix, rows, room, gates = packed.matrices[0], tape.rows, work.room, work.gates.now
    columns = matrix[1]
    skip = (columns - count) // 2 * 2  # int8 columns come in pairs
    length = columns - skip
    lead = length - count
    dreams, samples = len(tape.samples) // rows, tape.samples.reshape(-1)
    for dream in range(dreams):
        room.x[dream * length] = np.float32(0.0)
        heard = (dream * rows + rows - 1) * tape.samples.shape[1] + start + columns
        copy_stretch(room.x, dream * length + lead, samples, heard, count)
    step = len(gates) // dreams
    newest = Vectors(room.x, 0, length, length, dreams)
    sums = Sums(gates, (rows - 1) * (step // rows), step)
    matrix_times(packed, 0, newest, room, sums, Share(work.team, stack.size, 4, False))


@kernel
def enter_windows(
    packed: PackedWeights, stack: Stack, tape: Tape, here: int, entry: FloatArray, masks: StepMasks, work: Work
) -> None:  # fmt: skip
    """The windows' part of the first layer's gates, bias included, read from place `here` of the tape as they are."""
    lanes, window, room, gates = stack.lanes, packed.matrices[0][1], work.room, work.gates.now
    width, in_width, samples = len(gates) // lanes, len(masks.inputs) // lanes, tape.samples.reshape(-1)
    for lane in range(lanes):
        copy_stretch(gates, lane * width, entry, lane * width, width)
        copy_stretch(room.x, lane * window, samples, lane * tape.samples.shape[1] + here, window)
        if masks.on_inputs:
            scale_stretch(room.x, lane * window, masks.inputs, lane * in_width, window)
    heard = Vectors(room.x, 0, window, window, lanes)
    matrix_times(packed, 0, heard, room, Sums(gates, 0, width), Share(work.team, stack.size, 4, False))


class Tools(NamedTuple):
    """What steps work with.

    Shape: `y` `[lanes, rows of the head]`, flat; `combined`: what is drawn from; `predicted`, by the linear skip, and
    `values`, what is drawn: `[bands]`
    """

    work: Work
    y: FloatArray
    combined: FloatArray
    predicted: FloatArray
    values: DoubleArray


@allocating_kernel
def run_samples(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    tape: Tape,
    masks: StepMasks,
    controls: Controls,
    made: Made,
    team: Team,
) -> None:
    """Steps of dreams: window, gates, cells, head, draw, feedback. See `SampleNetwork`.

    Shape: masks `[steps, columns of all lanes]`
    """
    head, lanes = controls.head, stack.lanes
    window, block, width = packed.matrices[0][1], tape.ahead.shape[1], tape.ahead.shape[2]
    longest = max(lanes * max(window + 1, stack.size + 1), block * (window + 1), lanes * block)
    room = make_room(packed, max(lanes, block), longest)
    gates = Gates(
        np.empty(lanes * width, dtype=np.float32), np.empty(max(1, stack.layers - 1) * lanes * width, dtype=np.float32)
    )
    y = np.empty(lanes * packed.matrices[2 * stack.layers][3] * PANEL, dtype=np.float32)
    heads = max(made.bands, (1 + 2 * made.bands) * head.num_components, len(head.classes))
    predicted, values = np.empty(made.bands, dtype=np.float32), np.empty(made.bands)
    tools = Tools(Work(gates, room, team), y, np.empty(heads, dtype=np.float32), predicted, values)
    _run_steps(packed, stack, memory, tape, masks, controls, made, tools)


@kernel
def _run_steps(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    tape: Tape,
    masks: StepMasks,
    controls: Controls,
    made: Made,
    tools: Tools,
) -> None:
    """`run_samples` with room for everything."""
    work, y = tools.work, tools.y
    lanes, rows, samples = stack.lanes, tape.rows, tape.samples.reshape(-1)
    ahead, length = tape.ahead.reshape(-1), tape.samples.shape[1]
    window, block, width = packed.matrices[0][1], tape.ahead.shape[1], tape.ahead.shape[2]
    gates, alone, combined, values = work.gates, Team(0, 1, work.team.counters), tools.combined, tools.values
    head, steering, draws = controls.head, controls.steering, controls.draws
    heads, bands = len(y) // lanes, made.bands
    ahead_at, passed = tape.ahead_at, 0
    for step in range(made.out.shape[1] // bands):
        here = tape.position + step
        place = here * bands
        start = here // block * block
        parity = step & 1
        of_step = StepMasks(masks.inputs[step], masks.outputs[step], masks.on_inputs, masks.on_outputs)
        # 1) every row but the last goes on with what the row after it began with: the flattened matrix slides
        if here == start and not tape.listening:
            for lane in range(lanes):
                if lane % rows < rows - 1:
                    copy_stretch(samples, lane * length + window + here, samples, (lane + 1) * length + here, block)
        # 2) the windows' part of the first layer's gates
        if not tape.projected:
            enter_windows(packed, stack, tape, place, memory.entry, of_step, work)
        else:
            if ahead_at != start:
                project_ahead(packed, stack, tape, start, bands, memory.entry, work)
                ahead_at = start
            for lane in range(lanes):
                copy_stretch(gates.now, lane * width, ahead, (lane * block + here - start) * width, width)
            if here > start and not tape.listening:
                add_newest(packed, stack, tape, start * bands, (here - start) * bands, work)
        # 3) the layers
        passed = run_layers(packed, stack, memory, parity, of_step, work, passed)
        if tape.listening:
            continue
        # 4) head, draw, feedback: every thread for itself, all alike
        run_head(packed, stack, memory, parity, work.room, alone, y)
        for dream in range(lanes // rows):
            last = dream * rows + rows - 1
            _combine(head, y, dream * rows * heads, heads, combined)
            frame = step * bands
            predict_frame(head, tape.samples[last, place : place + window], tools.predicted)
            next_frame(
                head, steering, combined, tools.predicted, made.power[dream],
                draws.chance[dream, step], draws.normal[dream, frame : frame + bands], values,
            )  # fmt: skip
            power = hand_on(
                head, steering, values, draws.noise[dream, frame : frame + bands],
                made.out[dream, frame : frame + bands],
                tape.samples[last, place + window : place + window + bands],
            )  # fmt: skip
            made.power[dream] += head.rate * (power - made.power[dream])


@kernel
def _combine(head: SampleHead, y: FloatArray, start: int, heads: int, combined: FloatArray) -> None:
    """From what the heads of a dream's rows put out, `heads` numbers each from `start`, to what is drawn from."""
    rows = head.combine_weight.shape[1]
    if len(head.combine_bias) == 0:
        copy_stretch(combined, 0, y, start + (rows - 1) * heads, len(combined))
        return
    for o in range(len(head.combine_bias)):
        total = head.combine_bias[o]
        for row in range(rows):
            total += head.combine_weight[o, row] * y[start + row * heads]
        combined[o] = total

"""Many steps of spectral dreams in one call, without coming back to Python in between (numba).

What `live_models.families.spectral.loop` does with numpy, compiled; all ways to draw but `exact`.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from live_models.arrays import DoubleArray, FloatArray
from live_models.families.spectral.config import MAX_FEATURE
from live_models.families.spectral.damping import (
    ALL_NEW,
    LEAST,
    LEAST_GAINED,
    LEAST_SUM,
    MOST_SPARED,
    RAISED,
    RINGING,
    SPARED_MORE,
)
from live_models.families.spectral.rhythm import FREEDOM, LEAST_CHANCE, LEAST_OWN
from live_models.heads import FULL
from live_models.kernels.compiling import allocating_kernel, kernel, summing_kernel
from live_models.kernels.draws import Drawing, Numbers, component_of, guide, log_deviation_of
from live_models.kernels.lstm import Memory, Stack, StepMasks, fed_step, make_work, masks_of
from live_models.kernels.panels import PANEL
from live_models.kernels.products import PackedWeights
from live_models.kernels.sums import total_of

TILT: Final = 2.0
"""How strongly `energy_hold` 1 prefers louder or quieter components of a mixture. See `tilted`."""

HOLD_DB: Final = 12.0
"""An error of the level beyond this counts as this much: a correction of 12 dB per `HOLD_TIME_S` is heard as a swell,
not as a pump."""

TILT_DB: Final = 18.0
"""A component louder or quieter than the others by more than this counts as this much."""

_MOST: Final = np.float32(MAX_FEATURE)


class Steering(NamedTuple):
    """What steers every step. `components`: 0 for a regression; `held`: the first features, so many, have the level;
    `level`: the material's power; `rate`: of its mean.

    `influence`: of a dream that runs twice (`live_models.condition.guidance`); `noise`: added to what goes in next;
    `damping`, `forgetting`: of what belongs no longer to what is played; `fading`: of what nobody plays; `call`: for
    notes of pitches that are new; `heeded`: how far what is played is; the last three among the first `pitched`
    features; `settling`: of what sounds. See `live_models.families.spectral.damping`.

    `in_time`: how much the rhythm counts, 0 where there is none; `rise`: from which on a component attacks; `share`: of
    the windows that do; `apart`: windows of one attack. See `live_models.families.spectral.rhythm`.
    """

    components: int
    held: int
    least_log: float
    skip: float
    exponent: float
    level: float
    rate: float
    energy_hold: float
    influence: float
    noise: float
    damping: float
    fading: float
    pitched: int
    forgetting: float
    call: float
    heeded: float
    settling: float
    in_time: float
    rise: float
    share: float
    apart: int


class Windows(NamedTuple):
    """What dreams go on with, moved in place, and what they give.

    Shape: `entering` `[dreams, size]`, what goes in next; `power` `[dreams]`; `old`, `new` `[dreams, held]`, `wanted`,
    `sounding` `[dreams, pitched]`, all `[dreams, 0]` without damping; `chances` `[dreams, longest]`, or `[dreams, 0]`
    without a rhythm, `since`, `pace` `[dreams]`; `out` `[dreams, steps, size]`
    """

    entering: FloatArray
    power: DoubleArray
    old: FloatArray
    new: FloatArray
    wanted: FloatArray
    sounding: FloatArray
    chances: DoubleArray
    since: np.ndarray
    pace: DoubleArray
    out: FloatArray


@kernel
def error_db(power: float, level: float) -> Any:
    """How far a running power lies above the training material's, at most `HOLD_DB` either way. dB."""
    if level <= 0.0 or not np.isfinite(power):
        return 0.0
    return min(max(10.0 * np.log10(max(power, 1e-30) / level), -HOLD_DB), HOLD_DB)


@allocating_kernel
def tilted(
    weights: DoubleArray, output: FloatArray, entering: FloatArray, steering: Steering, error: float
) -> None:  # fmt: skip
    """Add to a mixture's weights what brings the level back. See `SpectralBackend._tilt`.

    Shape: `weights` `[K]`, `output` `[K * (2 + size)]`, `entering` `[size]`
    """
    count, size, held = len(weights), len(entering), steering.held
    heard = total_of(entering, 0, held) * steering.skip / held
    levels, middle = np.empty(count, dtype=np.float64), 0.0
    for k in range(count):
        total = total_of(output, 2 * count + k * size, held)
        levels[k] = 20.0 / steering.exponent * np.log10(max(total / held + heard, 1e-6))
        middle += levels[k] / count
    for k in range(count):
        away = min(max(levels[k] - middle, -TILT_DB), TILT_DB)
        weights[k] -= steering.energy_hold * TILT * error / HOLD_DB * away / 6.0


@summing_kernel
def gained(made: Windows, dream: int, steering: Steering) -> Any:
    """What is played and is new, over all bins that can be called."""
    old, new, total = made.old[dream], made.new[dream], 0.0
    for i in range(steering.pitched):
        total += max(new[i] - old[i], np.float32(0.0))
    return total


@summing_kernel
def height_of(means: FloatArray, entering: FloatArray, old: FloatArray, new: FloatArray, steering: Steering) -> Any:
    """How high a component's features are at the pitches that are new. Shape: `[size]` each, of `old` and `new` more"""
    height = 0.0
    for i in range(steering.pitched):
        height += max(new[i] - old[i], np.float32(0.0)) * (means[i] + np.float32(steering.skip) * entering[i])
    return height


@kernel
def call(weights: DoubleArray, output: FloatArray, made: Windows, dream: int, steering: Steering) -> None:
    """Prefer a note of pitches that are new. See `Damping.calls`.

    Shape: `weights` `[K]`, `output` `[K * (2 + size)]`
    """
    old, new, entering, count = made.old[dream], made.new[dream], made.entering[dream], len(weights)
    total, middle = gained(made, dream, steering), 0.0
    if total == 0.0:
        return
    total = max(total, LEAST_GAINED)
    for k in range(count):
        height = height_of(output[2 * count + k * len(entering) :], entering, old, new, steering)
        weights[k] += steering.call * height / total
        middle += steering.call * height / total / count
    for k in range(count):
        weights[k] -= middle


@kernel
def log_odds(chance: float, least: float) -> Any:
    """`live_models.families.spectral.rhythm.log_odds`, compiled."""
    kept = min(max(chance, least), 1.0 - least)
    return np.log(kept / (1.0 - kept))


@summing_kernel
def risen_of(window: FloatArray, before: FloatArray, skip: float, held: int) -> Any:
    """How far the first `held` features rise above those before, in sum. `skip`: of those before, added to `window`"""
    risen = 0.0
    for i in range(held):
        risen += max(window[i] + np.float32(skip) * before[i] - before[i], np.float32(0.0))
    return risen


@summing_kernel
def power_of(window: FloatArray, held: int, exponent: float) -> Any:
    """Mean power of the first `held` features."""
    power = 0.0
    for i in range(held):
        power += np.float64(window[i]) ** (2.0 / exponent)
    return power / held


@allocating_kernel
def kept_in_time(
    weights: DoubleArray, output: FloatArray, made: Windows, dream: int, steering: Steering, temperature: float
) -> None:  # fmt: skip
    """Let components that attack come when the rhythm has them; what is new comes at once. See `Rhythm.leaning`.

    Shape: `weights` `[K]`, `output` `[K * (2 + size)]`
    """
    count, entering, held = len(weights), made.entering[dream], steering.held
    attacking, attacks = np.zeros(count, dtype=np.bool_), 0
    for k in range(count):
        if risen_of(output[2 * count + k * len(entering) :], entering, steering.skip, held) > steering.rise * held:
            attacking[k] = True
            attacks += 1
    if attacks in (0, count):
        return
    in_time = steering.in_time
    if steering.damping > 0.0:
        played = max(total_of(made.new[dream], 0, steering.pitched), LEAST_GAINED)
        in_time *= 1.0 - min(gained(made, dream, steering) / (ALL_NEW * played), 1.0)
    warmth = temperature if temperature > 0.0 else 1.0
    highest, own, total = weights.max(), 0.0, 0.0
    for k in range(count):
        share = np.exp((weights[k] - highest) / warmth)
        total += share
        if attacking[k]:
            own += share
    odds, pace = log_odds(own / total, LEAST_OWN), made.pace[dream]
    place = made.chances.shape[1] - 1
    if made.since[dream] < place:
        place = min(int(made.since[dream] * pace), place)
    asked = log_odds(made.chances[dream, place] * pace, LEAST_CHANCE)
    leaning = asked + FREEDOM * (odds - log_odds(steering.share, LEAST_OWN)) - odds
    for k in range(count):
        if attacking[k]:
            weights[k] += in_time * warmth * leaning


@allocating_kernel
def drawn_component(
    output: FloatArray, made: Windows, dream: int, steering: Steering, drawing: Drawing, error: float, chance: float
) -> Any:
    """The number of the mixture's component that is drawn; -1 where its weights are not finite."""
    count = steering.components
    weights = np.empty(count, dtype=np.float64)
    for k in range(count):
        if not np.isfinite(output[k]):
            return -1
        weights[k] = output[k]
    if error != 0.0:
        tilted(weights, output, made.entering[dream], steering, error)
    if steering.in_time > 0.0 and made.since[dream] >= steering.apart:
        kept_in_time(weights, output, made, dream, steering, drawing.temperature)
    if steering.call > 0.0:
        call(weights, output, made, dream, steering)
    return component_of(weights, output, drawing, chance)


@allocating_kernel
def next_window(
    output: FloatArray, steering: Steering, drawing: Drawing, numbers: Numbers, made: Windows, dream: int, step: int
) -> None:  # fmt: skip
    """From what a head puts out to the next window of one dream; moves what goes in next, and the running power.

    Shape: `output` `[K * (2 + size)]`, or `[size]` of a regression
    """
    entering, size, count = made.entering[dream], made.entering.shape[1], steering.components
    first, deviation = 0, np.float32(0.0)
    if count:
        for k in range(count, 2 * count):
            output[k] = max(output[k], steering.least_log)
        error = error_db(made.power[dream], steering.level) if steering.energy_hold > 0.0 else 0.0
        chosen = drawn_component(output, made, dream, steering, drawing, error, numbers.chance[dream, step])
        if chosen < 0:
            output[:] = np.nan
            chosen = 0
        first = 2 * count + chosen * size
        if drawing.method == FULL:
            spread = np.exp(log_deviation_of(output, count, chosen))
            deviation = np.float32(drawing.temperature * drawing.spread * spread)
    skip, window = np.float32(steering.skip), made.out[dream, step]
    for i in range(size):
        value = output[first + i]
        if deviation != 0.0:
            value += deviation * numbers.normal[dream, step, i]
        value += skip * entering[i]
        if value < 0.0:  # NaN stays NaN
            value = np.float32(0.0)
        elif value > _MOST:
            value = _MOST
        window[i] = value
    if steering.heeded > 0.0:
        ring(window, entering, made, dream, steering)
    if steering.in_time > 0.0:
        risen = risen_of(window, entering, 0.0, steering.held)
        if risen > steering.rise * steering.held and made.since[dream] >= steering.apart:
            made.since[dream] = 1
        else:
            made.since[dream] = min(made.since[dream] + 1, made.chances.shape[1] - 1)
    power = power_of(window, steering.held, steering.exponent)
    made.power[dream] += steering.rate * (power - made.power[dream])
    factor = np.float32(1.0)
    if steering.energy_hold > 0.0:
        away = steering.energy_hold * steering.rate * error_db(made.power[dream], steering.level)
        factor = np.float32(10.0 ** (-away / 20.0 * steering.exponent))
    for i in range(size):
        window[i] *= factor
    if steering.damping > 0.0:
        damp(window, made.old[dream], made.new[dream], steering)
    for i in range(size):
        entering[i] = window[i]
        if steering.noise > 0.0:
            noisy = window[i] + np.float32(steering.noise) * numbers.noise[dream, step, i]
            entering[i] = np.float32(0.0) if noisy < 0.0 else noisy


@summing_kernel
def balance_of(made: Windows, dream: int, steering: Steering) -> Any:
    """By what the features that are wanted are multiplied to be as strong together as those that sound."""
    new, wanted, sounding = made.new[dream], made.wanted[dream], made.sounding[dream]
    total, whole = 0.0, 0.0
    for i in range(steering.pitched):
        total += np.float64(new[i] * sounding[i])
        whole += np.float64(new[i] * wanted[i])
    return np.float32(total / max(whole, LEAST_SUM))


@kernel
def ring(window: FloatArray, entering: FloatArray, made: Windows, dream: int, steering: Steering) -> None:
    """Let pitches of what is played ring on, and those that hardly sound rise more. See `Damping.rung`.

    Shape: `window`, `entering` `[size]`
    """
    new, wanted, sounding = made.new[dream], made.wanted[dream], made.sounding[dream]
    share = np.float32(steering.heeded)
    for i in range(steering.pitched):
        sounding[i] += np.float32(steering.settling) * (entering[i] - sounding[i])
    level = balance_of(made, dream, steering)
    for i in range(steering.pitched):
        aim = level * wanted[i]
        lacking = max(aim - sounding[i], np.float32(0.0)) / max(aim, np.float32(LEAST_SUM))
        change = window[i] - entering[i]
        if change < 0.0:
            spared = share * (np.float32(RINGING) * new[i] + np.float32(SPARED_MORE) * lacking)
            window[i] -= min(spared, np.float32(MOST_SPARED)) * change
        else:
            window[i] += share * np.float32(RAISED) * lacking * change
            if window[i] > _MOST:  # noqa: PLR1730 (NaN stays NaN)
                window[i] = _MOST


@kernel
def damp(window: FloatArray, old: FloatArray, new: FloatArray, steering: Steering) -> None:
    """Damp what belonged to what was played before and no longer does, or nobody plays; forget a step of it. See
    `Damping.damped`.

    Shape: `window` `[size]`, `old`, `new` `[held]`
    """
    least = np.float32(LEAST)
    for i in range(len(old)):
        falling = np.float32(0.0)
        if old[i] > new[i]:
            falling = np.float32(steering.damping) * (old[i] - new[i]) / max(old[i], least)
        if i < steering.pitched:
            falling += np.float32(steering.fading) * (np.float32(1.0) - new[i])
        if falling > 0.0:
            window[i] *= np.exp(-falling)
        old[i] = new[i] + np.float32(steering.forgetting) * (old[i] - new[i])


@allocating_kernel
def dream_windows(
    packed: PackedWeights,
    stack: Stack,
    memory: Memory,
    masks: StepMasks,
    steering: Steering,
    drawing: Drawing,
    numbers: Numbers,
    made: Windows,
) -> None:
    """Steps of dreams: window, layers, head, draw, feedback. One thread; two lanes a dream where `stack` has as many.

    Memory is read at parity 0 first; after an odd number of steps its newest is at 1.
    Shape: masks `[steps, columns of all lanes]`
    """
    dreams, steps, inputs = made.out.shape
    lanes, size, layers = stack.lanes, stack.size, stack.layers
    twins, width = lanes // dreams, packed.matrices[2 * layers][3] * PANEL
    columns, leaving = lanes * (inputs + (layers - 1) * size), lanes * layers * size
    used = steering.components * (2 + inputs) if steering.components else inputs
    work, y = make_work(packed, stack), np.empty(lanes * width, dtype=np.float32)
    entering, of_step = made.entering.reshape(-1), masks
    for step in range(steps):
        if masks.on_inputs:
            of_step = masks_of(masks, step, columns, leaving)
        fed_step(packed, stack, memory, step & 1, of_step, work, entering, y)
        for dream in range(dreams):
            first = dream * twins * width
            if twins == 2:
                guide(y, 2 * dream, width, used, steering.components, steering.influence)
            next_window(y[first : first + used], steering, drawing, numbers, made, dream, step)

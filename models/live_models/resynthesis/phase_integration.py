"""Phases of one window from the magnitudes around it (numba): phase gradient heap integration.

Průša & Søndergaard (2016), "Real-Time Spectrogram Inversion Using Phase Gradient Heap Integration". Their heap hands
out bins by level. Here bins lie in lists by level, `LEVELS_PER_NEPER` fine: to put one in and to take the loudest costs
a few instructions instead of a walk through a heap, and in which order bins of one level come nobody hears.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from live_models.arrays import ComplexArray, DoubleArray, FloatArray, IntArray
from live_models.kernels.circle import cos_sin
from live_models.kernels.compiling import kernel
from live_models.resynthesis.curve import Curve, read
from live_models.resynthesis.gathering import Attack, Gathering, gather

QUIET: Final = 1e-5
"""Bins this far (-100 dB) below the loudest of the window and the one before get a random phase: nobody hears it."""

LEVELS_PER_NEPER: Final = 40
NUM_LEVELS: Final = 512
"""More than `LEVELS_PER_NEPER` times the logarithm of 1 / `QUIET`."""

SMALLEST: Final = 1e-20
"""Magnitude whose logarithm stands for silence."""


class Gradient(NamedTuple):
    """What turns differences of log magnitudes into phases (radians). See `live_models.resynthesis.window_curves`.

    `along`: a hop's phase advance beyond a bin's own, by the difference of the bins on either side. `across`: phase
    between two neighbouring bins, by the difference of the windows on either side. `turn`: a hop's phase advance per
    bin. `gathering`: what puts an attack to one place.
    """

    along: Curve
    across: Curve
    turn: float
    gathering: Gathering


class Trail(NamedTuple):
    """Windows of one stream: before, now and, with a look-ahead, next. Written in place.

    `magnitudes`: now and next; `logs`: their logarithms, before, now and next; `phases` and `advances` (a hop's phase
    advance): before and now; `random`: state of the random phases; `attack`: the last one.

    Shape: `magnitudes` `[2, num_bins]`, `logs` `[3, num_bins]`, `phases`, `advances` `[2, num_bins]`, `random` `[1]`
    """

    magnitudes: DoubleArray
    logs: DoubleArray
    phases: DoubleArray
    advances: DoubleArray
    random: np.ndarray[Any, np.dtype[np.uint64]]
    attack: Attack


class Room(NamedTuple):
    """Bins that wait for their turn to hand on a phase, in lists by level. Place `m` is a bin of the window before,
    place `num_bins + m` one of this window.

    Shape: `first` `[NUM_LEVELS]`, `following` `[2 * num_bins]`, `across`, `done` `[num_bins]`
    """

    first: IntArray
    following: IntArray
    across: DoubleArray
    done: np.ndarray[Any, np.dtype[np.bool_]]


@kernel
def random_phase(random: np.ndarray[Any, np.dtype[np.uint64]]) -> Any:
    """The next random phase, 0..2 pi: a step of xorshift64* (Vigna 2016), whose state must not be 0."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return 2.0 * np.pi * np.float64((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * 2.0**-53


@kernel
def put(room: Room, place: int, depth: float) -> Any:
    """Let a bin wait, `depth` nepers below the loudest; returns its level."""
    level = min(max(int(depth * LEVELS_PER_NEPER), 0), NUM_LEVELS - 1)
    room.following[place] = room.first[level]
    room.first[level] = place
    return level


@kernel
def gradients(trail: Trail, room: Room, gradient: Gradient, look_ahead: int) -> None:
    """Both derivatives of the phase of the window that is now, from the logarithms of the magnitudes."""
    before, now, after = trail.logs[0], trail.logs[1], trail.logs[2]
    last = len(now) - 1
    for m in range(last + 1):
        low, high = max(m - 1, 0), min(m + 1, last)
        slope = (now[high] - now[low]) * (2.0 / (high - low))
        trail.advances[1, m] = read(gradient.along, slope) + gradient.turn * m
        # Without the window after: twice the difference to the one before, half a hop too early
        change = after[m] - before[m] if look_ahead else 2.0 * (now[m] - before[m])
        room.across[m] = read(gradient.across, change)
    if look_ahead:
        gather(trail.attack, gradient.gathering, gradient.across, before, now, after, room.across)


@kernel
def integrate(trail: Trail, room: Room, gradient: Gradient, look_ahead: int) -> None:
    """Phases of the window that is now: each bin takes its own from the loudest neighbour that has one, in the window
    before or in this one."""
    gradients(trail, room, gradient, look_ahead)
    num_bins = len(room.done)
    before, now, phases, advances = trail.logs[0], trail.logs[1], trail.phases, trail.advances
    top = now[0]
    for m in range(num_bins):
        top = max(top, before[m], now[m])
    floor = max(top + np.log(QUIET), np.log(SMALLEST))
    room.first[:] = -1
    level, left = NUM_LEVELS, 0
    for m in range(num_bins):
        room.done[m] = now[m] <= floor
        if room.done[m]:
            phases[1, m] = random_phase(trail.random)
        else:
            left += 1
            level = min(level, put(room, m, top - before[m]))
    while left > 0:
        while room.first[level] < 0:  # a bin of the window before waits for every one that is left
            level += 1
        place = room.first[level]
        room.first[level] = room.following[place]
        if place < num_bins:
            if room.done[place]:
                continue
            phase = phases[0, place] + 0.5 * (advances[0, place] + advances[1, place])
            phases[1, place] = phase - 2.0 * np.pi * np.floor(phase / (2.0 * np.pi))
            room.done[place] = True
            left -= 1
            level = min(level, put(room, num_bins + place, top - now[place]))
            continue
        m = place - num_bins
        for step in (-1, 1):
            q = m + step
            if 0 <= q < num_bins and not room.done[q]:
                phases[1, q] = phases[1, m] + step * 0.5 * (room.across[m] + room.across[q])
                room.done[q] = True
                left -= 1
                level = min(level, put(room, num_bins + q, top - now[q]))


@kernel
def hear(trail: Trail, magnitudes: FloatArray, look_ahead: int) -> None:
    """The windows move on by one. What is no number counts as silence for the phases, and stays no number."""
    phases, advances, logs, kept = trail.phases, trail.advances, trail.logs, trail.magnitudes
    for m in range(len(magnitudes)):
        phases[0, m], advances[0, m] = phases[1, m], advances[1, m]
        logs[0, m] = logs[1, m]
        if look_ahead:
            logs[1, m], kept[0, m] = logs[2, m], kept[1, m]
        newest = np.float64(magnitudes[m])
        kept[look_ahead, m] = newest
        logs[1 + look_ahead, m] = np.log(newest) if SMALLEST < newest < np.inf else np.log(SMALLEST)


@kernel
def turned(trail: Trail, centre: ComplexArray, gate: float, spectrum: ComplexArray) -> None:
    """The complex spectrum of the window that is now. What lies below `gate` lies twice as many dB below it.

    Phases are those of a window around time 0; `centre` turns them to one that begins there.
    Shape: `centre` `[num_bins]`, `spectrum` at least `[num_bins]`
    """
    for m in range(len(centre)):
        magnitude = trail.magnitudes[0, m]
        across, up = cos_sin(trail.phases[1, m])
        if magnitude < gate:
            magnitude *= magnitude / gate
        spectrum[m] = (across + 1j * up) * centre[m] * magnitude


@kernel
def phased(
    trail: Trail, room: Room, gradient: Gradient, look_ahead: int, magnitudes: FloatArray, centre: ComplexArray,
    gate: float, spectra: ComplexArray,
) -> None:  # fmt: skip
    """Hear windows one after the other, each time with the complex spectrum of the one that is now: `hear`,
    `integrate`, `turned`.

    Shape: `magnitudes` `[windows, num_bins]`, `spectra` `[windows, at least num_bins]`
    """
    for w in range(len(magnitudes)):
        hear(trail, magnitudes[w], look_ahead)
        integrate(trail, room, gradient, look_ahead)
        turned(trail, centre, gate, spectra[w])


@kernel
def overlapped(frame: DoubleArray, shape: DoubleArray, weight: DoubleArray, sum_: DoubleArray, out: FloatArray) -> None:
    """Add a window to those before it, give the hop that is whole, and move on.

    Shape: `frame` at least `[window_size]`, `shape`, `sum_` `[window_size]`, `weight`, `out` `[hop_size]`
    """
    size, hop = len(shape), len(out)
    for n in range(size):
        sum_[n] += frame[n] * shape[n]
    for n in range(hop):
        out[n] = sum_[n] * weight[n]
    for n in range(size - hop):
        sum_[n] = sum_[n + hop]
    sum_[size - hop :] = 0.0


@kernel
def all_overlapped(
    frames: DoubleArray, shape: DoubleArray, weight: DoubleArray, sum_: DoubleArray, out: FloatArray
) -> None:
    """`overlapped` for windows one after the other. Shape: `frames` `[windows, ...]`, `out` `[windows, hop_size]`"""
    for w in range(len(frames)):
        overlapped(frames[w], shape, weight, sum_, out[w])

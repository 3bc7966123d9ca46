"""The limits, and the lines from measured figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from live_daemon.soundcheck.lines import Line, judged, skipped

MOST_OF_THE_BLOCK = 0.5
MOST_ROUND_TRIP_MS = 30.0
LEAST_X_REALTIME = 2.0
LATEST_FIRST_DREAM_MS = 2000.0
LATEST_PONG_MS = 100.0

_BLOCKS = "close other programs; set [audio] blocksize higher, or [follower] loops and bands lower"
_PRIORITY = (
    "our own part was always in time, but the system ran it too late: close other programs, let the sound server run "
    "in real time (Linux: your user in the group audio or realtime), or set its buffer and [audio] blocksize higher"
)
_CABLE = "to measure it, connect output 1 to input 1 with a cable (or, in JACK, our output to our input)"


def device_lines(found: dict[str, Any], sample_rate: int) -> Iterator[Line]:
    """Return the lines about the device that `probe` opened, or could not open."""
    if "error" in found:
        yield judged(
            "sound device", False, found["error"], "opens", "`live-daemon devices` lists them; set [audio] device"
        )
        yield skipped("round trip", "there is no sound device")
        return
    inputs = found["inputs"]
    yield judged(
        "sound device",
        round(found["sample_rate"]) == sample_rate and inputs > 0,
        f"{found['device']} at {found['sample_rate']:g} Hz, {inputs} in, {found['outputs']} out"
        + ("" if inputs else ": it has no input, so nobody is heard"),
        f"{sample_rate} Hz, in and out",
        "set [audio] device to one with inputs, and sample_rate to a rate that it supports",
    )
    told, trip = found["latency_ms"], found["loopback_ms"]
    if trip is None:
        yield skipped("round trip", f"the noise did not come back; the device says {told:g} ms; {_CABLE}")
        return
    yield judged(
        "round trip",
        trip <= MOST_ROUND_TRIP_MS,
        f"{trip:g} ms from output to input (the device says {told:g} ms)",
        f"{MOST_ROUND_TRIP_MS:g} ms",
        "set [audio] blocksize lower, or the buffer of the sound card or of JACK",
        loopback_ms=trip,
        told_ms=told,
    )


def engine_lines(found: dict[str, Any], *, on_card: bool) -> Iterator[Line]:
    """Return the lines about callback and missed blocks. ``on_card``: a sound card drove the engine, not a clock."""
    if not found["blocks"]:
        yield judged("callback", False, "the engine made no block", "it runs", "look at the sound device above")
        return
    share = found["p999_us"] / found["budget_us"]
    yield judged(
        "callback",
        share <= MOST_OF_THE_BLOCK,
        f"p99.9 {found['p999_us']:g} us of {found['budget_us']:.0f} us ({100 * share:.0f} % of a block of "
        f"{found['blocksize']})" + ("" if on_card else ", on a clock"),
        f"{100 * MOST_OF_THE_BLOCK:.0f} %",
        _BLOCKS,
        **found,
    )
    missed = found["xruns"] + found["late_blocks"]
    figure = (
        f"{found['xruns']} xruns and {found['late_blocks']} blocks that took too long, of {found['blocks']} in "
        f"{found['seconds']:g} s"
    )
    if not on_card:
        # A busy machine wakes a clock in Python late: that says little about a card.
        yield skipped("xruns", f"a clock drove the engine ({figure})")
        return
    # Our own work was in time, and still blocks were missed: the system ran it too late.
    remedy = _BLOCKS if found["late_blocks"] else _PRIORITY
    yield judged("xruns", missed == 0, figure, "none", remedy, xruns=found["xruns"], late_blocks=found["late_blocks"])


def dream_lines(found: dict[str, Any], *, voices: int, backend: str) -> Iterator[Line]:
    """Return the lines about dreams: their speed, alone and under load, when they sound, and faults."""
    alone, loaded = _spread(found["x_realtime"]), _spread(found["x_realtime_loaded"])
    slowest = min((one["p5"] for one in (alone, loaded) if one), default=0.0)
    yield judged(
        "real time",
        bool(loaded) and slowest >= LEAST_X_REALTIME,
        f"{found['model']} on {backend}: {_x(alone)} alone, {_x(loaded)} under load",
        f"{LEAST_X_REALTIME:g}x in the slowest twentieth",
        "set [engine] backend or threads (`live-daemon bench` compares), or take a smaller model",
        alone=alone,
        loaded=loaded,
    )
    audible, complete = _spread(found["audible_ms"]), _spread(found["complete_ms"])
    whole = f"complete p50 {complete['p50']:.0f} ms, p95 {complete['p95']:.0f} ms ({complete['count']:.0f} takes)"
    if voices == 0:
        yield skipped("first dream", f"the daemon plays no dreams (voices.max is 0); {whole}")
    elif not audible:
        yield judged("first dream", False, f"no dream sounded; {whole}", "sounds", "set [audio] arena_s higher")
    else:
        yield judged(
            "first dream",
            audible["p95"] <= LATEST_FIRST_DREAM_MS,
            f"sounds p50 {audible['p50']:.0f} ms, p95 {audible['p95']:.0f} ms after the take; {whole}",
            f"{LATEST_FIRST_DREAM_MS:g} ms",
            "set [engine] duration_s lower, or take a faster model",
            audible=audible,
            complete=complete,
        )
    pongs = _spread(found["pong_ms"])
    yield judged(
        "OSC under load",
        bool(pongs) and pongs["p95"] <= LATEST_PONG_MS,
        f"pings answered p50 {pongs['p50']:.1f} ms, p95 {pongs['p95']:.1f} ms" if pongs else "no ping was answered",
        f"{LATEST_PONG_MS:g} ms",
        "close other programs",
        pong_ms=pongs,
    )
    faults = found["faults"]
    yield judged(
        "faults",
        not faults,
        f"{len(faults)}, the first: {faults[0]}" if faults else "none in the rehearsal",
        "none",
        "fix what the line says",
        faults=faults,
    )


def _spread(values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {}
    # With few values the outer quantiles are the extremes: fewer measurements must not look better.
    quantiles = {
        "p5": np.percentile(values, 5, method="lower"),
        "p50": np.percentile(values, 50),
        "p95": np.percentile(values, 95, method="higher"),
    }
    return {name: round(float(one), 2) for name, one in quantiles.items()} | {"count": float(len(values))}


def _x(spread: dict[str, float]) -> str:
    return f"{spread['p50']:.1f}x" if spread else "nothing"

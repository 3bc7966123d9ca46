"""docs/benchmarks.md from the JSON line of ``live-daemon bench``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from live_daemon.bench.promises import PROMISES, Result

_BACKENDS = {
    "eager": "eager (PyTorch)",
    "torchscript": "torchscript",
    "torch_lstm": "PyTorch `nn.LSTM`, loop in Python",
    "torch_lstm_scripted": "the same loop in TorchScript",
    "torch_gates_scripted": "gates written out in TorchScript",
    "torch_rings": "rings of a dilated convolution in PyTorch, loop in Python",
    "torch_rings_scripted": "the same rings in TorchScript",
    "onnxruntime": "ONNX Runtime",
}


def as_markdown(result: Result) -> str:
    """Return the page; every figure comes from one run."""
    sections = [_head(result), _promises(result), _stage(result), _generators(result), _torch(result)]
    sections += [_lanes(result), _shortcut(result), _weights(result), _gpu(result["gpu"])]
    return "\n\n".join(section for section in sections if section) + "\n"


def _head(result: Result) -> str:
    machine = result["machine"]
    caches = ", ".join(f"{level} {_size(kb)}" for level, kb in machine["caches_kb"].items())
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    return f"""# Benchmarks

Generated from one run of `live-daemon bench` on {result["date"]}: `make bench` measures your machine, keeps the run in
`docs/benchmarks.json` and writes this page. With a sound server: [benchmarks_by_hand.md](benchmarks_by_hand.md).

Machine: {machine["cpu"]}, {machine["cores"]} cores{f", caches of a core {caches}" if caches else ""}; \
{machine["memory_gb"]:g} GB; {machine["system"]}; {versions}.
One core reads {machine["read_gb_per_s"]:g} GB/s from memory, and does {machine["peak_gmac_per_s"]:g} billion float32 \
multiply-adds a second when nothing holds it up (both measured in the run). Cores busy in the minute before: \
{machine["load"]:g}{", too many to trust these figures" if machine["load"] > machine["cores"] / 4 else ""}."""


def _size(kb: int) -> str:
    return f"{kb / 1024:g} MB" if kb >= 1024 else f"{kb} KB"


def _promises(result: Result) -> str:
    rows = []
    for promise in PROMISES:
        value, met = promise.measured(result), promise.met(result)
        found = "not measured" if value is None else f"{value:.3g}{promise.unit}"
        rows.append((promise.what, promise.promised(), found, {True: "yes", False: "**no**", None: "–"}[met]))
    return "## Promises\n\n" + _table(
        ("one core and times real time (x), unless stated", "promised", "measured", "met"), rows
    )


def _with_stereo(result: Result) -> str:
    """What the callback takes with stereo loops, where that was measured."""
    found = result.get("callback_stereo")
    if found is None:
        return ""
    return f" With 32 stereo loops: median {found['p50_us']:.1f} us, p99.9 {found['p999_us']:.1f} us."


def _stage(result: Result) -> str:
    callback, first, started = result["callback"], result["first_dream_ms"], result["started_ms"]
    ready = result["ready_ms"]
    return f"""## On stage

The audio callback, 48 kHz, blocks of 64 frames, 32 bands of two sections, 32 sounding loops, on a clock: median \
{callback["p50_us"]:.1f} us, p99.9 {callback["p999_us"]:.1f} us, longest {callback["max_us"]:.1f} us, of \
{callback["budget_us"]:.0f} us that a block lasts; {callback["late_blocks"]:g} of {callback["blocks"]:g} blocks late.\
{_with_stereo(result)}

The whole daemon on a clock, takes of 4 s closed in the watched folder, dreams of 10 s: the model starts after \
{started["p50"]:.0f} ms (p95 {started["p95"]:.0f}), the dream sounds after {first["p50"]:.0f} ms (p95 \
{first["p95"]:.0f}) and is complete after {ready["p50"]:.0f} ms (p95 {ready["p95"]:.0f})."""


def _generators(result: Result) -> str:
    rows = [
        (
            row["model"],
            _BACKENDS.get(row["backend"], row["backend"]),
            row["threads"],
            row["batch"],
            f"{row['x_realtime']:.2f}",
            _or_dash(row["x_best_torch"], "{:.2f}"),
            f"{100 * row['bandwidth_fraction']:.0f}",
            f"{100 * row['cached_fraction']:.0f}",
            f"{row['gmac_per_s']:.1f}",
            f"{100 * row['peak_fraction']:.0f}",
            _or_dash(row["first_samples_ms"], "{:.0f}"),
        )
        for row in result["generators"]
    ]
    text = """## Generators

Shipped checkpoints by name; the others are random weights: approach, hidden size, window, layers (11025 Hz). The
loops of PyTorch and ONNX Runtime are bare: no draw, no level holding, no vocoder. Those of mdn_lstm and noizenet are
not: they run inside our generator, with its draw, feedback, skip and sound.

* *best torch*: speed over that of the fastest PyTorch form of the same weights and number of dreams, on one core.
* *memory*, *cache*: bytes of weights read a second, in % of one core's read bandwidth from memory, and from a block of
  the weights' own size, read repeatedly. Above 100 % of memory the weights stay in a cache.
* *GMAC/s*, *peak*: multiply-adds a second, and in % of the float32 peak of the same number of cores.
* *first*: ms from the seed (listening included) to the first samples, everything compiled; – where it takes seconds.

"""
    heads = ["weights", "backend", "threads", "dreams", "x real time", "best torch", "memory %", "cache %", "GMAC/s"]
    return text + _table([*heads, "peak %", "first"], rows)


def _torch(result: Result) -> str:
    ours = ("cpu", "cpu_float32", "cpu_int8")
    rows = []
    for model in dict.fromkeys(row["model"] for row in result["generators"]):
        found = {
            row["backend"]: row
            for row in result["generators"]
            if (row["model"], row["threads"], row["batch"]) == (model, 1, 1)
        }
        best = next((found[one]["best_torch"] for one in ours if one in found), None)
        if best is not None:
            times = (_or_dash(found[one]["x_best_torch"] if one in found else None, "{:.2f}") for one in ours)
            rows.append((model, _BACKENDS.get(best, best), *times))
    return _section("## Against the best PyTorch form", "", ("weights", "best form", *ours), rows)


def _lanes(result: Result) -> str:
    found = [
        row
        for row in result["generators"]
        if row.get("lanes", 1) > 1 and (row["backend"], row["threads"], row["batch"]) == ("cpu", 1, 1)
    ]
    rows = [
        (
            row["model"],
            row["seg_len"],
            row["lanes"],
            f"{row['x_realtime']:.2f}",
            f"{1e6 / 11025 / row['x_realtime']:.1f}",
        )
        for row in sorted(found, key=lambda row: (row["seg_len"], row["lanes"]))
    ]
    text = (
        "Every lane runs in every step: the cost grows with the lanes, and with the square of the window (hidden size)."
    )
    return _section("## Several lanes", text, ("weights", "seg_len", "lanes", "x real time", "us a sample"), rows)


def _shortcut(result: Result) -> str:
    counts = sorted({row["rows"] for row in result.get("shortcut", ())})
    lines: dict[tuple[str, str], dict[int, dict[str, Any]]] = {}
    for row in result.get("shortcut", ()):
        lines.setdefault((row["model"], row["executor"]), {})[row["rows"]] = row
    rows = [
        (
            model,
            _BACKENDS.get(executor, executor),
            f"{found[counts[0]]['step_us']:.0f}",
            *(f"{found[count]['speed_up']:.1f}" for count in counts[1:]),
        )
        for (model, executor), found in lines.items()
    ]
    text = """\
Only the last row of the author's matrix is kept, and each row has its own state: so only that row runs, with the same
samples (tested). The saving, in the same executor on one core, is the time of a step with that many rows over that of
one. It stays below the number of rows while a shared cost (reading weights, calls) limits the step, and grows in
proportion once arithmetic is the limit."""
    heads = ("weights", "executor", "one row, us", *(f"{count} rows" for count in counts[1:]))
    return _section("## The exact shortcut", text, heads, rows)


def _weights(result: Result) -> str:
    rows = [
        (
            row["model"],
            bits,
            f"{row['forced_snr_db']:.1f}",
            f"{row['prediction_snr_db']:.1f}",
            f"{row['level_db']:+.2f}",
            f"{row['log_mel_db']:.2f}",
            f"{row['log_mel_other_db']:.2f}",
        )
        for bits in ("float16", "int8")
        for row in result.get(bits, ())
    ]
    text = """\
`cpu` (float16) and `cpu_int8` against `cpu_float32`. First, fed the same recording step by step: the head's output and
its mean prediction, over the difference. Then dreams of 10 s from that seed: level, and distance of the long-term mel
spectra (40 bands). For comparison, the distance between float32 dreams with another `rng_seed`, since no two dreams are
alike."""
    heads = (
        "checkpoint",
        "weights",
        "head's SNR, dB",
        "prediction's SNR, dB",
        "level, dB",
        "log-mel, dB",
        "other rng_seed, dB",
    )
    return _section("## The cost of float16 and int8 weights", text, heads, rows)


def _gpu(gpu: dict[str, Any]) -> str:
    if "none" in gpu:
        return f"## GPU\n\n{gpu['none']}. `make bench` on a machine with one fills this section."
    peaks = ", ".join(f"{name} {value:g}" for name, value in gpu["gmac_per_s"].items())
    rows = [
        (
            row["model"],
            row["backend"],
            f"{row['x_realtime']:.2f}",
            *(f"{row[key]:.1f}" for key in ("step_us", "memory_us", "arithmetic_us", "kernels_us", "launches_us")),
            f"{row['kernels']:.0f}",
        )
        for row in gpu["rows"]
    ]
    text = f"""\
{gpu["device"]}: reads {gpu["read_gb_per_s"]:g} GB/s, billion multiply-adds a second: {peaks} (measured).
A step's time in us: *memory* and *arithmetic* are the lower limits set by these, which overlap; *kernels*: the kernels'
time beyond the longer of the two; *launches*: the rest of the step, in which no kernel runs (torch.profiler)."""
    heads = (
        "weights",
        "backend",
        "x real time",
        "step",
        "memory",
        "arithmetic",
        "kernels",
        "launches",
        "kernels a step",
    )
    return _section("## GPU", text, heads, rows)


def _section(title: str, text: str, heads: Sequence[str], rows: Sequence[Iterable[Any]]) -> str:
    return "\n\n".join(part for part in (title, text, _table(heads, rows)) if part) if rows else ""


def _table(heads: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def _or_dash(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)

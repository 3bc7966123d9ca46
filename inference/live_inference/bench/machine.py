"""What the benchmark measures against: this core's read bandwidth and arithmetic peak, and the machine in words."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import re
import time
from pathlib import Path
from typing import Any, Final

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from live_models.arrays import FloatArray

LEAST_BYTES: Final = 256 << 20
MOST_BYTES: Final = 1 << 30
"""Block read to measure memory: larger than the last cache where that can be; a tenth of the memory at most."""

_SHAPES: Final = ((4, 16), (8, 12), (16, 8), (16, 12))
"""Width of a vector and how many chains run at once: enough to hide the latency, few enough for the registers."""
_ROUNDS: Final = 1 << 16
_PACKAGES: Final = ("torch", "numba", "llvmlite", "numpy", "onnxruntime")
_CACHES: Final = Path("/sys/devices/system/cpu/cpu0/cache")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def describe_machine() -> dict[str, Any]:
    """Facts that figures depend on: processor, cores, caches, memory, system, versions, load. No names, no paths."""
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return {
        "cpu": _cpu_model(),
        "cores": cores(),
        "caches_kb": cache_sizes_kb(),
        "memory_gb": round(_memory_bytes() / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "versions": versions,
        "load": load(),
    }


def load() -> float:
    """How many cores were busy in the last minute, this process included; 0 where the system does not tell."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0


def cache_sizes_kb() -> dict[str, int]:
    """Data caches of the first core by level (`L1`, `L2`, `L3`), KB; empty where the system does not tell."""
    found = {}
    for folder in sorted(_CACHES.glob("index*")):
        try:
            level, kind, size = ((folder / name).read_text().strip() for name in ("level", "type", "size"))
        except OSError:
            continue
        if kind != "Instruction" and size.endswith("K"):
            found[f"L{level}"] = int(size[:-1])
    return found


def memory_block_bytes() -> int:
    """How large a block must be so that reading it reads memory, within reason."""
    caches = cache_sizes_kb().values()
    wanted = max(LEAST_BYTES, 2048 * max(caches, default=0))
    return int(min(wanted, MOST_BYTES, max(LEAST_BYTES, _memory_bytes() // 10)))


def read_bandwidth(num_bytes: int) -> float:
    """Return bytes a second that one core reads from a block of memory, again and again: the best of several passes."""
    data = np.ones(max(1, num_bytes // 4), np.float32)
    passes = max(1, LEAST_BYTES // (4 * data.nbytes))
    _read(data[:1024], 1)
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        _read(data, passes)
        best = min(best, time.perf_counter() - began)
    return data.nbytes * passes / best


def arithmetic_peak() -> float:
    """Return float32 multiply-adds a second that one core does when it waits for nothing: the best of several forms."""
    out = np.zeros(16, np.float32)
    best = 0.0
    for (width, chains), run in _PEAKS.items():
        run(np.float32(0.999), out, 16)
        for _ in range(5):
            began = time.perf_counter()
            run(np.float32(0.999), out, _ROUNDS)
            best = max(best, width * chains * _ROUNDS / (time.perf_counter() - began))
    return best


@numba.njit(fastmath=True, cache=True)
def _read(data: FloatArray, passes: int) -> float:
    total = np.float32(0)
    for _ in range(passes):
        for index in range(data.shape[0]):
            total += data[index]
        data[0] = np.float32(1) + np.float32(0) * total  # or the passes would be taken together
    return float(total)


def _peak_of(width: int, chains: int) -> Any:
    """A kernel of independent fused multiply-adds: `chains` vectors of `width` floats, each waiting only for itself."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        factor, out, rounds = arguments
        vector = ir.VectorType(ir.FloatType(), width)
        fma = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(vector, [vector] * 3), f"llvm.fma.v{width}f32"
        )
        first = builder.insert_element(ir.Constant(vector, ir.Undefined), factor, ir.IntType(32)(0))
        mask = ir.Constant(ir.VectorType(ir.IntType(32), width), [0] * width)
        by = builder.shuffle_vector(first, ir.Constant(vector, ir.Undefined), mask)
        sums = [cgutils.alloca_once(builder, vector) for _ in range(chains)]
        for number, place in enumerate(sums):
            builder.store(ir.Constant(vector, [float(number)] * width), place)
        with cgutils.for_range(builder, rounds):
            for place in sums:
                builder.store(builder.call(fma, [builder.load(place), by, by]), place)
        total = builder.load(sums[0])
        for place in sums[1:]:
            total = builder.fadd(total, builder.load(place))
        data = cgutils.create_struct_proxy(signature.args[1])(context, builder, value=out).data
        builder.store(total, builder.bitcast(data, vector.as_pointer()), align=4)
        return context.get_dummy_value()

    def fused(typing: Any, factor: Any, out: Any, rounds: Any) -> Any:
        """`rounds` times sums = sums * factor + factor; their total to `out`, so that nothing is left away."""
        return types.void(types.float32, out, types.intp), emit

    kernel = intrinsic(fused)

    @numba.njit(nogil=True)
    def run(factor: Any, out: Any, rounds: Any) -> None:
        kernel(factor, out, rounds)

    return run


_PEAKS: Final = {shape: _peak_of(*shape) for shape in _SHAPES}


def _cpu_model() -> str:
    try:
        found = re.search(
            r"^model name\s*:\s*(.+)$",
            Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace"),
            re.MULTILINE,
        )
    except OSError:
        found = None
    return found.group(1).strip() if found else platform.processor() or platform.machine()


def _memory_bytes() -> int:
    if hasattr(os, "sysconf"):
        with contextlib.suppress(ValueError, OSError):
            return int(os.sysconf("SC_PAGE_SIZE")) * int(os.sysconf("SC_PHYS_PAGES"))
    return 8 << 30  # unknown (Windows): the least that this is run on

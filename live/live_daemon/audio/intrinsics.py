"""What numba lacks for an audio callback: a clock, memory fences, a pointer made from an address."""

import sys
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from live_inference.command_line.compiling import forgive_damaged_cache

forgive_damaged_cache()

_CLOCK_MONOTONIC = 6 if sys.platform == "darwin" else 1
_NS_PER_TICK = 1

if sys.platform == "win32":
    # Windows has no clock_gettime. Machine code finds the counter by name; its rate (10 MHz) is fixed at boot.
    import ctypes

    import llvmlite.binding

    _kernel32 = ctypes.windll.kernel32
    _address = ctypes.cast(_kernel32.QueryPerformanceCounter, ctypes.c_void_p).value
    llvmlite.binding.add_symbol("QueryPerformanceCounter", _address)
    _rate = ctypes.c_int64()
    _kernel32.QueryPerformanceFrequency(ctypes.byref(_rate))
    _NS_PER_TICK = max(1, 1_000_000_000 // _rate.value)

# No nnan and no ninf: with them the compiler may drop the very tests that keep NaN out of the output.
FAST = {"reassoc", "contract", "nsz", "arcp"}

kernel: Any = njit(fastmath=FAST, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)
"""Marks a step of the callback: called from machine code only, so without wrappers, which cost compile time."""


@intrinsic
def now_ns(typingctx: Any) -> Any:
    """Return the monotonic clock in ns (clock_gettime; on Linux no system call). Audio thread."""

    def windows_codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        i32, i64 = ir.IntType(32), ir.IntType(64)
        ticks = cgutils.alloca_once(builder, i64)
        function_type = ir.FunctionType(i32, [i64.as_pointer()])
        function = cgutils.get_or_insert_function(builder.module, function_type, "QueryPerformanceCounter")
        builder.call(function, [ticks])
        return builder.mul(builder.load(ticks), ir.Constant(i64, _NS_PER_TICK))

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        i32, i64 = ir.IntType(32), ir.IntType(64)
        timespec = cgutils.alloca_once(builder, ir.ArrayType(i64, 2))
        function_type = ir.FunctionType(i32, [i32, i64.as_pointer()])
        function = cgutils.get_or_insert_function(builder.module, function_type, "clock_gettime")
        builder.call(function, [ir.Constant(i32, _CLOCK_MONOTONIC), builder.bitcast(timespec, i64.as_pointer())])
        seconds = builder.load(cgutils.gep_inbounds(builder, timespec, 0, 0))
        rest = builder.load(cgutils.gep_inbounds(builder, timespec, 0, 1))
        return builder.add(builder.mul(seconds, ir.Constant(i64, 1_000_000_000)), rest)

    return types.int64(), windows_codegen if sys.platform == "win32" else codegen


def _fence(ordering: str) -> Any:
    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.fence(ordering)
        return context.get_dummy_value()

    return types.void(), codegen


@intrinsic
def fence_acquire(typingctx: Any) -> Any:
    """Keep later reads and writes after earlier reads. Any thread."""
    return _fence("acquire")


@intrinsic
def fence_release(typingctx: Any) -> Any:
    """Keep earlier reads and writes before later writes. Any thread."""
    return _fence("release")


@intrinsic
def float_pointer(typingctx: Any, address: Any) -> Any:
    """Return an address (int64) as a pointer to float32. Audio thread."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.inttoptr(args[0], context.get_value_type(signature.return_type))

    return types.CPointer(types.float32)(types.int64), codegen


@njit("void(int64[::1], int64)", cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def store_release(cell: np.ndarray, value: int) -> None:
    """Write cell[0]; whoever reads it with load_acquire sees everything that was written before. Any thread."""
    fence_release()
    cell[0] = value


@njit("int64(int64[::1])", cache=True)  # type: ignore[untyped-decorator, unused-ignore]
def load_acquire(cell: np.ndarray) -> Any:
    """Read cell[0]; later reads see everything that was written before its store_release. Any thread."""
    value = cell[0]
    fence_acquire()
    return value

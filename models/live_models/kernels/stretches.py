"""Stretches of flat arrays, copied and added.

numba lets a negative index count from the end, and looks at each one for it, which keeps loops over `x[start + i]` out
of the vector units. These are free of it.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from live_models.arrays import FloatArray
from live_models.kernels.compiling import kernel
from live_models.kernels.panels import pointer


@intrinsic
def copy_stretch(typing: Any, to: Any, to_at: Any, x: Any, at: Any, count: Any) -> Any:
    """Copy `count` numbers from `at` of `x` to `to_at` of `to`, an array of the same type that is not the same."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        to_kind, _, x_kind, _, _ = signature.args
        target, target_at, source, source_at, length = arguments
        size = context.get_abi_sizeof(context.get_data_type(to_kind.dtype))
        cgutils.raw_memcpy(
            builder,
            pointer(context, builder, to_kind, target, target_at),
            pointer(context, builder, x_kind, source, source_at),
            length,
            size,
        )
        return context.get_dummy_value()

    at_kind = types.intp
    return types.void(to, at_kind, x, at_kind, at_kind), emit


@intrinsic
def clear_stretch(typing: Any, to: Any, to_at: Any, count: Any) -> Any:
    """Make `count` numbers from `to_at` zeros."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        to_kind = signature.args[0]
        target, target_at, length = arguments
        size = context.get_abi_sizeof(context.get_data_type(to_kind.dtype))
        place = builder.bitcast(pointer(context, builder, to_kind, target, target_at), cgutils.voidptr_t)
        cgutils.memset(builder, place, builder.mul(length, length.type(size)), ir.IntType(8)(0))
        return context.get_dummy_value()

    return types.void(to, types.intp, types.intp), emit


@kernel
def add_stretch(to: FloatArray, to_at: int, x: FloatArray, at: int, count: int) -> None:
    """Add `count` numbers from `at` of `x` to those from `to_at` of `to`."""
    sums, numbers = to[to_at : to_at + count], x[at : at + count]
    for i in range(count):
        sums[i] += numbers[i]


@kernel
def scale_stretch(to: FloatArray, to_at: int, factors: FloatArray, at: int, count: int) -> None:
    """Multiply `count` numbers from `to_at` of `to` with those from `at` of `factors`."""
    numbers, by = to[to_at : to_at + count], factors[at : at + count]
    for i in range(count):
        numbers[i] *= by[i]

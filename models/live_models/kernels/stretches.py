"""Stretches of flat arrays, copied and added.

numba lets a negative index count from the end, and looks at each one for it, which keeps loops over `x[start + i]` out
of the vector units. These are free of it.
"""

from __future__ import annotations

import struct
from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from live_models.arrays import FloatArray
from live_models.kernels.compiling import kernel
from live_models.kernels.panels import pointer

WIDTH: Final = 16


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


@intrinsic
def largest_of(typing: Any, x: Any, at: Any, count: Any) -> Any:
    """The largest size of `count` numbers from `at`, 1e-30 at least; NaN if there is one, so that the guard sees it.

    Sizes are compared as integers, by their bits, of which a NaN's are the largest: LLVM does not bring a maximum of
    numbers that may be NaN into the vector units.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array, first, length = arguments
        base, index = pointer(context, builder, signature.args[0], array, first), length.type
        bits = ir.IntType(32)
        floor = struct.unpack("<i", struct.pack("<f", 1e-30))[0]
        whole = builder.mul(builder.sdiv(length, index(WIDTH)), index(WIDTH))
        found = []
        for start, end, width in ((index(0), whole, WIDTH), (whole, length, 1)):
            vector = ir.VectorType(bits, width)
            peak = cgutils.alloca_once_value(builder, ir.Constant(vector, [floor] * width))
            with cgutils.for_range_slice(builder, start, end, index(width), intp=index) as (place, _):
                numbers = builder.bitcast(builder.gep(base, [place]), vector.as_pointer())
                size = builder.and_(builder.load(numbers, align=4), ir.Constant(vector, [0x7FFFFFFF] * width))
                before = builder.load(peak)
                builder.store(builder.select(builder.icmp_signed(">", size, before), size, before), peak)
            found += [builder.extract_element(builder.load(peak), bits(lane)) for lane in range(width)]
        while len(found) > 1:
            pairs = zip(found[::2], found[1::2] + found[-1:] * (len(found) % 2), strict=True)
            found = [builder.select(builder.icmp_signed(">", one, other), one, other) for one, other in pairs]
        return builder.bitcast(found[0], ir.FloatType())

    return types.float32(x, types.intp, types.intp), emit


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

"""Products of packed weights with a few vectors, written for the vector units (LLVM); torch-free.

Weights are packed in *panels* of 16 rows: for each column the 16 rows' weights side by side. One pass over a panel is
one stream through memory, its 16 sums (for one or four vectors) stay in registers. int8 weights meet vectors rounded
to 16 bits, two columns at a time: the products are summed exactly, in integers, and scaled back at the end.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from live_inference.arrays import FloatArray, Int8Array

PANEL: Final = 16
"""Rows of a panel: two vectors of eight floats."""

LANES: Final = 4
"""Vectors that share one pass over a panel's columns: with two vectors of sums each, eight chains of additions run at
once, which hides their latency."""

FAST: Final = {"reassoc", "contract", "nsz"}
"""Sums may be reordered, so that they run in the vector units, but NaN must stay NaN: the guard looks for it."""

_FLOAT, _INT8, _INT16, _INT32 = ir.FloatType(), ir.IntType(8), ir.IntType(16), ir.IntType(32)
_FLOATS, _INTS = ir.VectorType(_FLOAT, 8), ir.VectorType(_INT32, 8)
_HALF: Final = PANEL // 2


def pack(weight: FloatArray) -> FloatArray:
    """Panels of a matrix, float32, flat; missing rows and an odd last column are filled with zeros.

    Shape: `[rows, columns]` -> `[ceil(rows / 16) * even(columns) * 16]`
    """
    rows, columns = weight.shape
    padded = np.zeros((-(-rows // PANEL) * PANEL, columns + columns % 2), dtype=np.float32)
    padded[:rows, :columns] = weight
    return np.ascontiguousarray(padded.reshape(-1, PANEL, padded.shape[1]).transpose(0, 2, 1)).ravel()


def pack_int8(weight: FloatArray) -> tuple[Int8Array, FloatArray]:
    """Panels of a matrix as int8 with one scale per row (largest weight 127), columns in pairs.

    Shape: `[rows, columns]` -> as `pack`, and `[ceil(rows / 16) * 16]`
    """
    rows, columns = weight.shape
    padded = np.zeros((-(-rows // PANEL) * PANEL, columns + columns % 2), dtype=np.float32)
    padded[:rows, :columns] = weight
    scales = np.maximum(np.abs(padded).max(axis=1), 1e-30).astype(np.float32) / np.float32(127.0)
    rounded = np.rint(padded / scales[:, None]).astype(np.int8)
    paired = rounded.reshape(-1, PANEL, padded.shape[1] // 2, 2).transpose(0, 2, 1, 3)
    return np.ascontiguousarray(paired).ravel(), scales


def _pointer(context: Any, builder: Any, kind: Any, array: Any, offset: Any) -> Any:
    data = cgutils.create_struct_proxy(kind)(context, builder, value=array).data
    return builder.gep(data, [offset])


def _splat(builder: Any, value: Any, width: int = 8) -> Any:
    vector = ir.VectorType(value.type, width)
    one = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(_INT32, 0))
    return builder.shuffle_vector(
        one, ir.Constant(vector, ir.Undefined), ir.Constant(ir.VectorType(_INT32, width), [0] * width)
    )


def _load(builder: Any, pointer: Any, kind: Any, align: int) -> Any:
    return builder.load(builder.bitcast(pointer, kind.as_pointer()), align=align)


def _multiply_add(builder: Any, total: Any, a: Any, b: Any) -> Any:
    return builder.fadd(total, builder.fmul(a, b, flags=("contract",)), flags=("contract",))


def _add_columns_float(builder: Any, w: Any, xs: list[Any], totals: list[list[Any]]) -> list[list[Any]]:
    """Sums after one more column of a float32 panel."""
    halves = [_load(builder, builder.gep(w, [ir.Constant(_INT32, _HALF * h)]), _FLOATS, 4) for h in (0, 1)]
    values = [_splat(builder, builder.load(x)) for x in xs]
    return [
        [_multiply_add(builder, total, half, value) for total, half in zip(sums, halves, strict=True)]
        for sums, value in zip(totals, values, strict=True)
    ]


def _add_columns_int8(builder: Any, w: Any, xs: list[Any], totals: list[list[Any]]) -> list[list[Any]]:
    """Sums after one more pair of columns of an int8 panel: 16-bit products of neighbours are added in 32 bits."""
    bytes_, shorts, ints = ir.VectorType(_INT8, 16), ir.VectorType(_INT16, 16), ir.VectorType(_INT32, 16)
    mask = ir.VectorType(_INT32, 8)
    even, odd = ir.Constant(mask, list(range(0, 16, 2))), ir.Constant(mask, list(range(1, 16, 2)))
    halves = []
    for h in (0, 1):
        packed = _load(builder, builder.gep(w, [ir.Constant(_INT32, 16 * h)]), bytes_, 1)
        halves.append(builder.sext(builder.sext(packed, shorts), ints))
    found = []
    for x, sums in zip(xs, totals, strict=True):
        pair = _splat(builder, _load(builder, x, _INT32, 2))
        value = builder.sext(builder.bitcast(pair, shorts), ints)
        row = []
        for total, half in zip(sums, halves, strict=True):
            products = builder.mul(half, value, flags=("nsw",))
            undefined = ir.Constant(ints, ir.Undefined)
            pairs = builder.add(
                builder.shuffle_vector(products, undefined, even), builder.shuffle_vector(products, undefined, odd)
            )
            row.append(builder.add(total, pairs))
        found.append(row)
    return found


def _emit(context: Any, builder: Any, signature: Any, arguments: Any, lanes: int) -> Any:
    """Code for one panel times `lanes` vectors, added to `out`. Arguments: see `_panel_one`."""
    kinds = signature.args
    w_kind, x_kind, xq_kind, out_kind, scale_kind, x_scale_kind = (kinds[i] for i in (0, 2, 3, 7, 10, 12))
    w_array, w_at, x_array, xq_array, x_at, x_step, columns, out_array, out_at, out_step = arguments[:10]
    scales, scale_at, x_scales, x_scale_at, x_scale_step = arguments[10:]
    integer = w_kind.dtype == types.int8
    width = 2 if integer else 1  # columns taken together
    unroll = 4 if lanes == 1 else 1
    add = _add_columns_int8 if integer else _add_columns_float
    kind = _INTS if integer else _FLOATS
    index = columns.type
    w = _pointer(context, builder, w_kind, w_array, w_at)
    x = _pointer(context, builder, xq_kind if integer else x_kind, xq_array if integer else x_array, x_at)
    xs = [builder.gep(x, [builder.mul(x_step, index(lane))]) for lane in range(lanes)]
    zero = ir.Constant(kind, [0] * 8)
    sums = [[[cgutils.alloca_once(builder, kind) for _ in (0, 1)] for _ in range(lanes)] for _ in range(unroll)]
    for group in sums:
        for pair in group:
            for total in pair:
                builder.store(zero, total)

    def add_at(column: Any, group: list[list[Any]]) -> None:
        before = [[builder.load(total) for total in pair] for pair in group]
        at = builder.gep(w, [builder.mul(column, index(PANEL))])
        after = add(builder, at, [builder.gep(one, [column]) for one in xs], before)
        for pair, values in zip(group, after, strict=True):
            for total, value in zip(pair, values, strict=True):
                builder.store(value, total)

    step = width * unroll
    groups = builder.sdiv(columns, index(step))
    with cgutils.for_range(builder, groups, intp=index) as loop:
        start = builder.mul(loop.index, index(step))
        for number in range(unroll):
            add_at(builder.add(start, index(number * width)), sums[number])
    if unroll > 1:
        done = builder.mul(groups, index(step))
        left = builder.sdiv(builder.add(builder.sub(columns, done), index(width - 1)), index(width))
        with cgutils.for_range(builder, left, intp=index) as loop:
            add_at(builder.add(done, builder.mul(loop.index, index(width))), sums[0])

    out = _pointer(context, builder, out_kind, out_array, out_at)
    scale = _pointer(context, builder, scale_kind, scales, scale_at)
    x_scale = _pointer(context, builder, x_scale_kind, x_scales, x_scale_at)
    for lane in range(lanes):
        target = builder.gep(out, [builder.mul(out_step, index(lane))])
        for half in (0, 1):
            values = [builder.load(group[lane][half]) for group in sums]
            total = values[0]
            for value in values[1:]:
                total = builder.add(total, value) if integer else builder.fadd(total, value)
            if integer:
                total = builder.sitofp(total, _FLOATS)
                of_rows = _load(builder, builder.gep(scale, [index(_HALF * half)]), _FLOATS, 4)
                of_lane = builder.load(builder.gep(x_scale, [builder.mul(x_scale_step, index(lane))]))
                total = builder.fmul(total, builder.fmul(of_rows, _splat(builder, of_lane)))
            place = builder.bitcast(builder.gep(target, [index(_HALF * half)]), _FLOATS.as_pointer())
            builder.store(builder.fadd(builder.load(place, align=4), total), place, align=4)
    return context.get_dummy_value()


def _signature(*kinds: Any) -> Any:
    at = types.intp
    w, _, x, xq, _, _, _, out, _, _, scales, _, x_scales, _, _ = kinds
    return types.void(w, at, x, xq, at, at, at, out, at, at, scales, at, x_scales, at, at)


@intrinsic
def _panel_one(
    typing: Any, w: Any, w_at: Any, x: Any, xq: Any, x_at: Any, x_step: Any, columns: Any, out: Any,
    out_at: Any, out_step: Any, scales: Any, scale_at: Any, x_scales: Any, x_scale_at: Any, x_scale_step: Any,
) -> Any:  # fmt: skip
    """Add one panel times one vector to `out`; all arrays are flat, `_at` and `_step` count elements."""
    signature = _signature(
        w, w_at, x, xq, x_at, x_step, columns, out, out_at,
        out_step, scales, scale_at, x_scales, x_scale_at, x_scale_step,
    )  # fmt: skip
    return signature, lambda context, builder, sig, args: _emit(context, builder, sig, args, 1)


@intrinsic
def _panel_lanes(
    typing: Any, w: Any, w_at: Any, x: Any, xq: Any, x_at: Any, x_step: Any, columns: Any, out: Any,
    out_at: Any, out_step: Any, scales: Any, scale_at: Any, x_scales: Any, x_scale_at: Any, x_scale_step: Any,
) -> Any:  # fmt: skip
    """Add one panel times four vectors, `x_step` apart, to four places of `out`, `out_step` apart."""
    signature = _signature(
        w, w_at, x, xq, x_at, x_step, columns, out, out_at,
        out_step, scales, scale_at, x_scales, x_scale_at, x_scale_step,
    )  # fmt: skip
    return signature, lambda context, builder, sig, args: _emit(context, builder, sig, args, LANES)

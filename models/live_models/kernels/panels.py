"""Products of packed weights with a few vectors, written for the vector units (LLVM); torch-free.

Weights are packed in *panels* of 16 rows: for each column the 16 rows' weights side by side, one vector of AVX-512, two
of AVX2, four of NEON. One pass over a panel is one stream through memory, its 16 sums (for one or several vectors)
stay in registers. float16 weights become float32 as they are loaded, by the processor's own conversion: half the bytes
to read, the same sums. int8 weights meet vectors rounded to 16 bits, two columns at a time: the products are summed
exactly, in integers, and scaled back at the end.
"""

from __future__ import annotations

import platform
from typing import Any, Final

import numpy as np
from llvmlite import ir
from llvmlite.binding import get_host_cpu_features
from numba.core import cgutils, types
from numba.extending import intrinsic

from live_models.arrays import FloatArray, HalfBits, Int8Array

PANEL: Final = 16
"""Rows of a panel: one line of the caches in float32."""

_FEATURES: Final = get_host_cpu_features()
_WIDE: Final = bool(_FEATURES.get("avx512f", False))

CONVERTS_HALF: Final = platform.machine().lower() in ("arm64", "aarch64") or bool(_FEATURES.get("f16c", False))
"""Whether the processor converts float16 by itself (x86 since 2012, every 64-bit ARM). One that does not would call a
function for every number."""

LANES: Final = 8 if _WIDE else 4
"""Vectors that share one pass over a panel's columns: as many chains of additions as hide their latency, no more than
there are registers for (32 of AVX-512 and NEON, 16 of AVX2)."""

ABREAST: Final = 2 if _WIDE else 1
"""Panels that are walked at once, so that a number of the vectors is loaded once for all of them."""

ALONE: Final = 4 if _WIDE else 1
"""The same for a single vector: several streams through memory keep more lines on their way."""

CHAINS: Final = 4
"""Sums of a single vector at least, over several columns if need be, which hides the latency of additions."""

_FLOAT, _INT8, _INT16, _INT32 = ir.FloatType(), ir.IntType(8), ir.IntType(16), ir.IntType(32)
_FLOATS, _HALVES, _INTS = (ir.VectorType(kind, PANEL) for kind in (_FLOAT, ir.HalfType(), _INT32))


def pack(weight: FloatArray) -> FloatArray:
    """Panels of a matrix, float32, flat; missing rows and an odd last column are filled with zeros.

    Shape: `[rows, columns]` -> `[ceil(rows / 16) * even(columns) * 16]`
    """
    rows, columns = weight.shape
    padded = np.zeros((-(-rows // PANEL) * PANEL, columns + columns % 2), dtype=np.float32)
    padded[:rows, :columns] = weight
    return np.ascontiguousarray(padded.reshape(-1, PANEL, padded.shape[1]).transpose(0, 2, 1)).ravel()


def pack_half(weight: FloatArray) -> HalfBits:
    """Panels of a matrix as float16, each number's 16 bits as an integer (numba has no float16 on a processor).

    A weight beyond 65504 stays the largest that float16 has. Shape: as `pack`
    """
    largest = np.float32(np.finfo(np.float16).max)
    return np.clip(pack(weight), -largest, largest).astype(np.float16).view(np.uint16)


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


def pointer(context: Any, builder: Any, kind: Any, array: Any, offset: Any) -> Any:
    """Where number `offset` of an array lies, for code of an intrinsic."""
    data = cgutils.create_struct_proxy(kind)(context, builder, value=array).data
    return builder.gep(data, [offset])


def _splat(builder: Any, value: Any) -> Any:
    vector = ir.VectorType(value.type, PANEL)
    one = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(_INT32, 0))
    return builder.shuffle_vector(
        one, ir.Constant(vector, ir.Undefined), ir.Constant(ir.VectorType(_INT32, PANEL), [0] * PANEL)
    )


def _load(builder: Any, pointer: Any, kind: Any, align: int) -> Any:
    return builder.load(builder.bitcast(pointer, kind.as_pointer()), align=align)


def _add_columns_half(builder: Any, weights: list[Any], x: Any, totals: list[list[Any]]) -> list[list[Any]]:
    """Sums after one more column of float16 panels."""
    columns = [builder.fpext(_load(builder, w, _HALVES, 2), _FLOATS) for w in weights]
    return _add_products(builder, columns, x, totals)


def _add_columns_float(builder: Any, weights: list[Any], x: Any, totals: list[list[Any]]) -> list[list[Any]]:
    """Sums `[lanes][panels]` after one more column of float32 panels; `x` points to the lanes' numbers."""
    return _add_products(builder, [_load(builder, w, _FLOATS, 4) for w in weights], x, totals)


def _add_products(builder: Any, columns: list[Any], x: Any, totals: list[list[Any]]) -> list[list[Any]]:
    found = []
    for lane, sums in enumerate(totals):
        value = _splat(builder, builder.load(builder.gep(x, [ir.Constant(_INT32, lane)])))
        products = [builder.fmul(column, value, flags=("contract",)) for column in columns]
        found.append([builder.fadd(t, p, flags=("contract",)) for t, p in zip(sums, products, strict=True)])
    return found


def _add_columns_int8(builder: Any, weights: list[Any], x: Any, totals: list[list[Any]]) -> list[list[Any]]:
    """Sums after one more pair of columns of int8 panels: 16-bit products of neighbours are added in 32 bits."""
    count = 2 * PANEL
    bytes_, shorts, ints = (ir.VectorType(kind, count) for kind in (_INT8, _INT16, _INT32))
    mask, undefined = ir.VectorType(_INT32, PANEL), ir.Constant(ints, ir.Undefined)
    even, odd = ir.Constant(mask, list(range(0, count, 2))), ir.Constant(mask, list(range(1, count, 2)))
    pairs = [builder.sext(builder.sext(_load(builder, w, bytes_, 1), shorts), ints) for w in weights]
    found = []
    for lane, sums in enumerate(totals):
        pair = _splat(builder, _load(builder, builder.gep(x, [ir.Constant(_INT32, 2 * lane)]), _INT32, 2))
        value = builder.sext(builder.bitcast(pair, shorts), ints)
        row = []
        for total, w in zip(sums, pairs, strict=True):
            products = builder.mul(w, value, flags=("nsw",))
            both = [builder.shuffle_vector(products, undefined, half) for half in (even, odd)]
            row.append(builder.add(total, builder.add(*both)))
        found.append(row)
    return found


_ADDING: Final = {types.float32: _add_columns_float, types.uint16: _add_columns_half, types.int8: _add_columns_int8}


def _emit(context: Any, builder: Any, signature: Any, arguments: Any, lanes: int, panels: int) -> Any:
    """Code for `panels` panels times `lanes` vectors, added to `out`. Arguments: see `_panels`."""
    kinds = signature.args
    w_kind, x_kind, xq_kind, out_kind, scale_kind, x_scale_kind = (kinds[i] for i in (0, 3, 4, 7, 10, 12))
    w_array, w_at, w_step, x_array, xq_array, x_at, columns, out_array, out_at, out_step = arguments[:10]
    scales, scale_at, x_scales, x_scale_at, x_scale_step = arguments[10:]
    integer = w_kind.dtype == types.int8
    width = 2 if integer else 1  # columns taken together
    unroll = max(1, CHAINS // panels) if lanes == 1 else 1
    add = _ADDING[w_kind.dtype]
    kind = _INTS if integer else _FLOATS
    index = columns.type
    first = pointer(context, builder, w_kind, w_array, w_at)
    ws = [builder.gep(first, [builder.mul(w_step, index(panel))]) for panel in range(panels)]
    x = pointer(context, builder, xq_kind if integer else x_kind, xq_array if integer else x_array, x_at)
    zero = ir.Constant(kind, [0] * PANEL)
    places = [[[cgutils.alloca_once(builder, kind) for _ in ws] for _ in range(lanes)] for _ in range(unroll)]
    for group in places:
        for row in group:
            for place in row:
                builder.store(zero, place)

    def add_at(column: Any, group: list[list[Any]]) -> None:
        before = [[builder.load(place) for place in row] for row in group]
        at = builder.mul(column, index(PANEL))
        here = builder.gep(x, [builder.mul(column, index(lanes))])
        after = add(builder, [builder.gep(w, [at]) for w in ws], here, before)
        for row, values in zip(group, after, strict=True):
            for place, value in zip(row, values, strict=True):
                builder.store(value, place)

    step = width * unroll
    groups = builder.sdiv(columns, index(step))
    with cgutils.for_range(builder, groups, intp=index) as loop:
        start = builder.mul(loop.index, index(step))
        for number in range(unroll):
            add_at(builder.add(start, index(number * width)), places[number])
    done = builder.mul(groups, index(step))  # of the last columns, an odd one counts as a pair: its other weight is 0
    left = builder.sdiv(builder.add(builder.sub(columns, done), index(width - 1)), index(width))
    with cgutils.for_range(builder, left, intp=index) as loop:
        add_at(builder.add(done, builder.mul(loop.index, index(width))), places[0])

    out = pointer(context, builder, out_kind, out_array, out_at)
    scale = pointer(context, builder, scale_kind, scales, scale_at)
    x_scale = pointer(context, builder, x_scale_kind, x_scales, x_scale_at)
    for lane in range(lanes):
        target = builder.gep(out, [builder.mul(out_step, index(lane))])
        for panel in range(panels):
            values = [builder.load(group[lane][panel]) for group in places]
            total = values[0]
            for value in values[1:]:
                total = builder.add(total, value) if integer else builder.fadd(total, value)
            if integer:
                total = builder.sitofp(total, _FLOATS)
                of_rows = _load(builder, builder.gep(scale, [index(PANEL * panel)]), _FLOATS, 4)
                of_lane = builder.load(builder.gep(x_scale, [builder.mul(x_scale_step, index(lane))]))
                total = builder.fmul(total, builder.fmul(of_rows, _splat(builder, of_lane)))
            place = builder.bitcast(builder.gep(target, [index(PANEL * panel)]), _FLOATS.as_pointer())
            builder.store(builder.fadd(builder.load(place, align=4), total), place, align=4)
    return context.get_dummy_value()


def _panels_of(lanes: int, panels: int) -> Any:
    def panels_times_lanes(
        typing: Any, w: Any, w_at: Any, w_step: Any, x: Any, xq: Any, x_at: Any, columns: Any, out: Any, out_at: Any,
        out_step: Any, scales: Any, scale_at: Any, x_scales: Any, x_scale_at: Any, x_scale_step: Any,
    ) -> Any:  # fmt: skip
        """Add panels, `w_step` apart, times vectors to places of `out` that are `out_step` apart.

        The vectors stand in `x` (float32 and float16 weights) or `xq` (int8) as `products.arrange` leaves them. All
        arrays are flat, `_at` and `_step` count elements.
        """
        at = types.intp
        signature = types.void(w, at, at, x, xq, at, at, out, at, at, scales, at, x_scales, at, at)
        return signature, lambda context, builder, sig, args: _emit(context, builder, sig, args, lanes, panels)

    return intrinsic(panels_times_lanes)


HALF: Final = 4
"""The smaller group of lanes, for what is left of a batch."""

many_abreast, many = _panels_of(LANES, ABREAST), _panels_of(LANES, 1)
half_abreast, half = _panels_of(HALF, ABREAST), _panels_of(HALF, 1)
one_abreast, one = _panels_of(1, ALONE), _panels_of(1, 1)

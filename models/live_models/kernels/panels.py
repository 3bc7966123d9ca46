"""Products of packed weights with a few vectors, written for the vector units (LLVM).

Weights are packed in *panels* of 16 rows: for each column the 16 rows' weights side by side, one vector of AVX-512, two
of AVX2, four of NEON. One pass over a panel is one stream through memory; its 16 sums (for one or several vectors)
stay in registers. float16 weights become float32 as they are loaded, by the processor's own conversion: half the bytes
to read, the same sums. int8 weights are multiplied with vectors rounded to 16 bits, two columns at a time: the products
are summed exactly, in integers, and scaled back at the end.
"""

from __future__ import annotations

import platform
from typing import Any, Final, NamedTuple

import numpy as np
from llvmlite import ir
from llvmlite.binding import get_host_cpu_features, get_host_cpu_name
from numba.core import cgutils, types
from numba.extending import intrinsic

from live_models.arrays import FloatArray, HalfBits, Int8Array

PANEL: Final = 16
"""Rows of a panel: one line of the caches in float32."""

_FEATURES: Final = get_host_cpu_features()
_WIDE: Final = bool(_FEATURES.get("avx512f", False))

CONVERTS_HALF: Final = platform.machine().lower() in ("arm64", "aarch64") or bool(_FEATURES.get("f16c", False))
"""Whether the processor converts float16 itself (x86 since 2012, every 64-bit ARM). Others would call a function for
every number."""

LANES: Final = 8 if _WIDE else 4
"""Vectors that share one pass over a panel's columns: enough chains of additions to hide their latency, no more than
the registers hold (32 of AVX-512 and NEON, 16 of AVX2)."""

ABREAST: Final = 2 if _WIDE else 1
"""Panels that the smaller group walks at once, so that a number of the vectors is loaded once for all of them."""

ALONE: Final = 4 if _WIDE else 1
"""The same for a single vector: several streams keep more reads from memory under way."""

ALONE_INT8: Final = 8 if _WIDE else ALONE
"""The same for int8, where a matrix has a multiple of as many: a pass of 128 columns takes no longer than its beginning
and end do. Integers are summed in any order alike, numbers are not: the others keep theirs."""

CHAINS: Final = 4
"""A single vector has at least this many sums, over several columns if need be, to hide the latency of additions."""

HALVED: Final = get_host_cpu_name() == "znver4"
"""Whether a single vector's float16 panels are converted 8 numbers at a time: AMD's Zen 4 converts 16 at once more
slowly than twice 8, and multiplies them no faster."""

_FLOAT, _INT8, _INT16, _INT32 = ir.FloatType(), ir.IntType(8), ir.IntType(16), ir.IntType(32)
_FLOATS, _INTS = (ir.VectorType(kind, PANEL) for kind in (_FLOAT, _INT32))


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


def _splat(builder: Any, value: Any, width: int = PANEL) -> Any:
    vector, zeros = ir.VectorType(value.type, width), ir.Constant(ir.VectorType(_INT32, width), [0] * width)
    one = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(_INT32, 0))
    return builder.shuffle_vector(one, ir.Constant(vector, ir.Undefined), zeros)


def _load(builder: Any, pointer: Any, kind: Any, align: int) -> Any:
    return builder.load(builder.bitcast(pointer, kind.as_pointer()), align=align)


def _add_columns_float(builder: Any, weights: list[Any], x: Any, totals: list[list[Any]]) -> list[list[Any]]:
    """Sums `[lanes][parts]` after one more column of float32 or float16; `x` points to the lanes' numbers."""
    width, found = totals[0][0].type.count, []
    floats = ir.VectorType(_FLOAT, width)
    if isinstance(weights[0].type.pointee, ir.FloatType):
        columns = [_load(builder, w, floats, 4) for w in weights]
    else:
        halves = ir.VectorType(ir.HalfType(), width)
        columns = [builder.fpext(_load(builder, w, halves, 2), floats) for w in weights]
    for lane, sums in enumerate(totals):
        value = _splat(builder, builder.load(builder.gep(x, [ir.Constant(_INT32, lane)])), width)
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


class Places(NamedTuple):
    """Where a product finds its numbers; all arrays are flat, all counts are of elements.

    Panels begin at `weights` and lie `weight_step` apart; lanes are `x`, arranged; their sums lie `out_step` apart.
    The first panel's row is `scale` of the rows' scales; lanes' own scales lie `x_scale_step` apart.
    """

    weights: int
    weight_step: int
    x: int
    columns: int
    out: int
    out_step: int
    scale: int
    x_scale: int
    x_scale_step: int


def _emit(context: Any, builder: Any, signature: Any, arguments: Any, lanes: int, panels: int) -> Any:
    """Code for `panels` panels times `lanes` vectors, added to `out`. Arguments: see `_panels_of`."""
    weights_kind, scales_kind, room_kind, out_kind, _ = signature.args
    weights, scales, room, out_array, places = arguments
    at: Any = Places(*(builder.extract_value(places, number) for number in range(len(Places._fields))))
    integer = weights_kind.dtype == types.int8
    x_number, x_scales_number = (2 if integer else 1), 3  # of `products.Room`
    width = 2 if integer else 1  # columns taken together
    parts = 2 if HALVED and lanes == 1 and weights_kind.dtype == types.uint16 else 1
    unroll = max(1, CHAINS // panels) if lanes == 1 else 1
    add = _add_columns_int8 if integer else _add_columns_float
    kind = _INTS if integer else ir.VectorType(_FLOAT, PANEL // parts)
    index = at.columns.type
    first = pointer(context, builder, weights_kind, weights, at.weights)
    starts = [builder.mul(at.weight_step, index(panel)) for panel in range(panels)]
    size = PANEL // parts
    ws = [builder.gep(first, [builder.add(start, index(part * size))]) for start in starts for part in range(parts)]
    x = pointer(context, builder, room_kind[x_number], builder.extract_value(room, x_number), at.x)
    zero = ir.Constant(kind, [0] * size)
    sums = [[[cgutils.alloca_once(builder, kind) for _ in ws] for _ in range(lanes)] for _ in range(unroll)]
    for group in sums:
        for row in group:
            for place in row:
                builder.store(zero, place)

    def add_at(column: Any, group: list[list[Any]]) -> None:
        before = [[builder.load(place) for place in row] for row in group]
        column_at = builder.mul(column, index(PANEL))
        here = builder.gep(x, [builder.mul(column, index(lanes))])
        after = add(builder, [builder.gep(w, [column_at]) for w in ws], here, before)
        for row, values in zip(group, after, strict=True):
            for place, value in zip(row, values, strict=True):
                builder.store(value, place)

    step = width * unroll
    groups = builder.sdiv(at.columns, index(step))
    with cgutils.for_range(builder, groups, intp=index) as loop:
        start = builder.mul(loop.index, index(step))
        for number in range(unroll):
            add_at(builder.add(start, index(number * width)), sums[number])
    done = builder.mul(groups, index(step))  # of the last columns, an odd one counts as a pair: its other weight is 0
    left = builder.sdiv(builder.add(builder.sub(at.columns, done), index(width - 1)), index(width))
    with cgutils.for_range(builder, left, intp=index) as loop:
        add_at(builder.add(done, builder.mul(loop.index, index(width))), sums[0])

    out = pointer(context, builder, out_kind, out_array, at.out)
    scale = pointer(context, builder, scales_kind, scales, at.scale)
    x_scales = builder.extract_value(room, x_scales_number)
    x_scale = pointer(context, builder, room_kind[x_scales_number], x_scales, at.x_scale)
    for lane in range(lanes):
        target = builder.gep(out, [builder.mul(at.out_step, index(lane))])
        for part in range(len(ws)):
            values = [builder.load(group[lane][part]) for group in sums]
            total = values[0]
            for value in values[1:]:
                total = builder.add(total, value) if integer else builder.fadd(total, value)
            if integer:
                total = builder.sitofp(total, _FLOATS)
                of_rows = _load(builder, builder.gep(scale, [index(PANEL * part)]), _FLOATS, 4)
                of_lane = builder.load(builder.gep(x_scale, [builder.mul(at.x_scale_step, index(lane))]))
                total = builder.fmul(total, builder.fmul(of_rows, _splat(builder, of_lane)))
            place = builder.bitcast(builder.gep(target, [index(size * part)]), total.type.as_pointer())
            builder.store(builder.fadd(builder.load(place, align=4), total), place, align=4)
    return context.get_dummy_value()


def _panels_of(lanes: int, panels: int) -> Any:
    def panels_times_lanes(typing: Any, weights: Any, scales: Any, room: Any, out: Any, places: Any) -> Any:
        """Add panels times vectors to `out`, at `Places`.

        The vectors stand in a `products.Room` as `products.arrange` leaves them. `scales`: of the matrices' rows.
        """
        signature = types.void(weights, scales, room, out, places)
        return signature, lambda context, builder, sig, args: _emit(context, builder, sig, args, lanes, panels)

    return intrinsic(panels_times_lanes)


HALF: Final = 4
"""The smaller group of lanes, for what is left of a batch."""

many = _panels_of(LANES, 1)
half_abreast, half = _panels_of(HALF, ABREAST), _panels_of(HALF, 1)
one_abreast, one = _panels_of(1, ALONE), _panels_of(1, 1)
one_int8 = _panels_of(1, ALONE_INT8)

"""Activations in the vector units (LLVM): for the cells, and over stretches of arrays.

Loops with exp are left to a compiler's mercy: whether they run in the vector units or one by one changes from place to
place, and one by one they cost as much as the products of a small layer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from live_models.arrays import FloatArray
from live_models.kernels.compiling import kernel
from live_models.kernels.panels import pointer

WIDTH: Final = 16
_CONTRACT: Final = ("contract",)


def _full(builder: Any, width: int, value: float) -> Any:
    return ir.Constant(ir.VectorType(ir.FloatType(), width), [value] * width)


def _exp(builder: Any, width: int, x: Any) -> Any:
    """exp of numbers in -80..80 to about one unit in the last place.

    x = n ln 2 + r with n whole; exp r is its Taylor series to the seventh power (|r| <= ln 2 / 2: the first term left
    out is below 1e-8); 2 to the n is put together from its bits.
    """
    vector, integers = x.type, ir.VectorType(ir.IntType(32), width)
    kind = ir.FunctionType(vector, [vector])
    rint = cgutils.get_or_insert_function(builder.module, kind, f"llvm.rint.v{width}f32")

    def plus_product(total: Any, a: Any, b: Any) -> Any:
        return builder.fadd(total, builder.fmul(a, b, flags=_CONTRACT), flags=_CONTRACT)

    whole = builder.call(rint, [builder.fmul(x, _full(builder, width, 1.0 / math.log(2.0)))])
    coarse = 355.0 / 512.0  # ln 2 in two parts, the first with so few bits that its product with n is exact
    rest = plus_product(x, whole, _full(builder, width, -coarse))
    rest = plus_product(rest, whole, _full(builder, width, coarse - math.log(2.0)))
    total = _full(builder, width, 1.0 / math.factorial(7))
    for power in range(6, -1, -1):
        total = plus_product(_full(builder, width, 1.0 / math.factorial(power)), total, rest)
    exponent = builder.add(builder.fptosi(whole, integers), ir.Constant(integers, [127] * width))
    bits = builder.shl(exponent, ir.Constant(integers, [23] * width))
    return builder.fmul(total, builder.bitcast(bits, vector))


def _within(builder: Any, width: int, x: Any, scale: float, bound: float) -> Any:
    """Numbers times a scale, cut at `bound` to either side. NaN stays NaN: it fails both comparisons."""
    x = builder.fmul(x, _full(builder, width, scale))
    for limit, sign in ((-bound, "<"), (bound, ">")):
        edge = _full(builder, width, limit)
        x = builder.select(builder.fcmp_ordered(sign, x, edge), edge, x)
    return x


def sigmoid(builder: Any, width: int, x: Any, scale: float = 1.0) -> Any:
    """1 / (1 + exp(-scale x)); beyond 40 it is 0 or 1 to rounding. NaN stays NaN."""
    x = _within(builder, width, x, -scale, 80.0)
    one = _full(builder, width, 1.0)
    return builder.fdiv(one, builder.fadd(one, _exp(builder, width, x)))


def tanh(builder: Any, width: int, x: Any) -> Any:
    """Hyperbolic tangent, 2 sigmoid(2 x) - 1: to about 1e-7 absolute."""
    twice = builder.fmul(sigmoid(builder, width, x, 2.0), _full(builder, width, 2.0))
    return builder.fsub(twice, _full(builder, width, 1.0))


def vector_place(context: Any, builder: Any, kind: Any, array: Any, at: Any, *, width: int) -> Any:
    """Where `width` numbers from `at` of a float32 array lie, as one vector."""
    vector = ir.VectorType(ir.FloatType(), width)
    return builder.bitcast(pointer(context, builder, kind, array, at), vector.as_pointer())


def _in_place(activation: Callable[..., Any], width: int) -> Any:
    def activate(typing: Any, x: Any, at: Any) -> Any:
        """Put what an activation gives in the place of `width` numbers from `at`."""

        def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            place = vector_place(context, builder, signature.args[0], *arguments, width=width)
            builder.store(activation(builder, width, builder.load(place, align=4)), place, align=4)
            return context.get_dummy_value()

        return types.void(x, types.intp), emit

    return intrinsic(activate)


_many_sigmoid, _one_sigmoid = _in_place(sigmoid, WIDTH), _in_place(sigmoid, 1)
_many_tanh, _one_tanh = _in_place(tanh, WIDTH), _in_place(tanh, 1)


@kernel
def sigmoid_of(x: FloatArray, start: int, count: int) -> None:
    """`count` numbers from `start` become 1 / (1 + exp(-x))."""
    whole = start + count // WIDTH * WIDTH
    for i in range(start, whole, WIDTH):
        _many_sigmoid(x, i)
    for i in range(whole, start + count):
        _one_sigmoid(x, i)


@kernel
def tanh_of(x: FloatArray, start: int, count: int) -> None:
    """`count` numbers from `start` become their hyperbolic tangents."""
    whole = start + count // WIDTH * WIDTH
    for i in range(start, whole, WIDTH):
        _many_tanh(x, i)
    for i in range(whole, start + count):
        _one_tanh(x, i)


@kernel
def relu_of(x: FloatArray, start: int, count: int) -> None:
    """`count` numbers from `start` become 0 where they are negative. NaN stays NaN."""
    for i in range(start, start + count):
        if x[i] < 0:  # noqa: PLR1730 (max would lose NaN)
            x[i] = 0


def _gate_of(width: int) -> Any:
    def gate(typing: Any, x: Any, at: Any, size: Any, out: Any, out_at: Any) -> Any:
        """tanh of `width` numbers from `at` times the sigmoid of those `size` further on.

        With p = exp(-2 a) and q = exp(-b) that is (1 - p) / ((1 + p) (1 + q)): one division instead of two. Beyond 40
        either factor is 0 or 1 to rounding, and the product of both denominators stays within float32.
        """

        def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            x, at, size, out, out_at = arguments
            one = _full(builder, width, 1.0)
            powers = []
            for place, scale in ((at, -2.0), (builder.add(at, size), -1.0)):
                found = builder.load(vector_place(context, builder, signature.args[0], x, place, width=width), align=4)
                powers.append(_exp(builder, width, _within(builder, width, found, scale, 40.0)))
            below = builder.fmul(builder.fadd(one, powers[0]), builder.fadd(one, powers[1]))
            product = builder.fdiv(builder.fsub(one, powers[0]), below)
            builder.store(product, vector_place(context, builder, signature.args[3], out, out_at, width=width), align=4)
            return context.get_dummy_value()

        return types.void(x, types.intp, types.intp, out, types.intp), emit

    return intrinsic(gate)


_many_gates, _one_gate = _gate_of(WIDTH), _gate_of(1)


@kernel
def gated_of(x: FloatArray, start: int, size: int, out: FloatArray, out_start: int, span: tuple[int, int]) -> None:
    """tanh of `size` numbers times the sigmoid of the `size` that follow (a WaveNet's unit); `span` of them only."""
    i, last = span
    while i + WIDTH <= last:
        _many_gates(x, start + i, size, out, out_start + i)
        i += WIDTH
    while i < last:
        _one_gate(x, start + i, size, out, out_start + i)
        i += 1

"""The cells of an LSTM layer, sixteen at a time in the vector units (LLVM); torch-free.

Loops with exp are left to a compiler's mercy: whether they run in the vector units or one by one changes from place to
place, and one by one they cost as much as the products of a small layer.
"""

from __future__ import annotations

import math
from typing import Any, Final

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from live_models.arrays import FloatArray
from live_models.kernels.compiling import summing_kernel
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


def _sigmoid(builder: Any, width: int, x: Any, scale: float = 1.0) -> Any:
    """1 / (1 + exp(-scale x)); beyond 40 it is 0 or 1 to rounding. NaN stays NaN: it fails both comparisons."""
    x = builder.fmul(x, _full(builder, width, -scale))
    for bound, sign in ((-80.0, "<"), (80.0, ">")):
        limit = _full(builder, width, bound)
        x = builder.select(builder.fcmp_ordered(sign, x, limit), limit, x)
    one = _full(builder, width, 1.0)
    return builder.fdiv(one, builder.fadd(one, _exp(builder, width, x)))


def _tanh(builder: Any, width: int, x: Any) -> Any:
    """Hyperbolic tangent, 2 sigmoid(2 x) - 1: to about 1e-7 absolute."""
    twice = builder.fmul(_sigmoid(builder, width, x, 2.0), _full(builder, width, 2.0))
    return builder.fsub(twice, _full(builder, width, 1.0))


def _emit(context: Any, builder: Any, signature: Any, arguments: Any, width: int) -> Any:
    gates, gates_at, size, cell, cell_at, hidden, hidden_at = arguments
    vector = ir.VectorType(ir.FloatType(), width)

    def place(kind: Any, array: Any, at: Any) -> Any:
        return builder.bitcast(pointer(context, builder, kind, array, at), vector.as_pointer())

    entering, forget, candidate, out = (
        builder.load(
            place(signature.args[0], gates, builder.add(gates_at, builder.mul(size, size.type(gate)))), align=4
        )
        for gate in range(4)
    )
    memory = place(signature.args[3], cell, cell_at)
    kept = builder.fmul(_sigmoid(builder, width, forget), builder.load(memory, align=4))
    new = builder.fmul(_sigmoid(builder, width, entering), _tanh(builder, width, candidate))
    new = builder.fadd(kept, new)
    builder.store(new, memory, align=4)
    leaving = builder.fmul(_sigmoid(builder, width, out), _tanh(builder, width, new))
    builder.store(leaving, place(signature.args[5], hidden, hidden_at), align=4)
    return context.get_dummy_value()


def _cells_of(width: int) -> Any:
    def cells(
        typing: Any, gates: Any, gates_at: Any, size: Any, cell: Any, cell_at: Any, hidden: Any, hidden_at: Any
    ) -> Any:
        """Gates `[4, size]` at `gates_at` to new cell and hidden state; flat arrays, `_at` counts elements."""
        at = types.intp
        signature = types.void(gates, at, at, cell, at, hidden, at)
        return signature, lambda context, builder, sig, args: _emit(context, builder, sig, args, width)

    return intrinsic(cells)


many_cells = _cells_of(WIDTH)
one_cell = _cells_of(1)


@summing_kernel
def cells(
    gates: FloatArray,
    gates_at: int,
    size: int,
    cell: FloatArray,
    cell_at: int,
    hidden: FloatArray,
    hidden_at: int,
    first: int,
    last: int,
) -> None:
    """Cells `first`..`last` of one lane: from gates (input, forget, cell, output) to the new state."""
    i = first
    while i + WIDTH <= last:
        many_cells(gates, gates_at + i, size, cell, cell_at + i, hidden, hidden_at + i)
        i += WIDTH
    while i < last:
        one_cell(gates, gates_at + i, size, cell, cell_at + i, hidden, hidden_at + i)
        i += 1

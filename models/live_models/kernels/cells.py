"""The cells of a layer, LSTM, GRU or plain RNN, sixteen at a time in the vector units (LLVM)."""

from __future__ import annotations

from typing import Any, NamedTuple

from numba.core import types
from numba.extending import intrinsic

from live_models.arrays import FloatArray
from live_models.kernels.activations import WIDTH, sigmoid, tanh, tanh_of, vector_place
from live_models.kernels.compiling import kernel
from live_models.kernels.stretches import copy_stretch


class LstmState(NamedTuple):
    """State of one lane of a layer; flat arrays, `_at` counts elements.

    `cell` is moved in place; `hidden` is only written.
    """

    cell: FloatArray
    cell_at: int
    hidden: FloatArray
    hidden_at: int


class GruSums(NamedTuple):
    """Sums of a GRU's gates (reset, update, new): of what enters and of what is remembered, each with its bias.

    They stay apart: the reset gate weighs only what is remembered. Shape: each `[3, size]` at its `_at`, flat
    """

    entering: FloatArray
    entering_at: int
    remembered: FloatArray
    remembered_at: int


def _emit_lstm(context: Any, builder: Any, signature: Any, arguments: Any, width: int) -> Any:
    gates, gates_at, size, cell, cell_at, hidden, hidden_at = arguments
    entering, forget, candidate, out = (
        builder.load(
            vector_place(
                context, builder, signature.args[0], gates,
                builder.add(gates_at, builder.mul(size, size.type(gate))), width=width,
            ),
            align=4,
        )
        for gate in range(4)
    )  # fmt: skip
    memory = vector_place(context, builder, signature.args[3], cell, cell_at, width=width)
    kept = builder.fmul(sigmoid(builder, width, forget), builder.load(memory, align=4))
    new = builder.fmul(sigmoid(builder, width, entering), tanh(builder, width, candidate))
    new = builder.fadd(kept, new)
    builder.store(new, memory, align=4)
    leaving = builder.fmul(sigmoid(builder, width, out), tanh(builder, width, new))
    builder.store(leaving, vector_place(context, builder, signature.args[5], hidden, hidden_at, width=width), align=4)
    return context.get_dummy_value()


def _lstm_of(width: int) -> Any:
    def cells(
        typing: Any, gates: Any, gates_at: Any, size: Any, cell: Any, cell_at: Any, hidden: Any, hidden_at: Any
    ) -> Any:
        at = types.intp
        signature = types.void(gates, at, at, cell, at, hidden, at)
        return signature, lambda context, builder, sig, args: _emit_lstm(context, builder, sig, args, width)

    return intrinsic(cells)


_many_lstm, _one_lstm = _lstm_of(WIDTH), _lstm_of(1)


@kernel
def lstm_cells(gates: FloatArray, gates_at: int, size: int, state: LstmState, first: int, last: int) -> None:
    """Cells `first`..`last` of one lane: from gates (input, forget, cell, output) to the new state.

    Shape: gates `[4, size]` at `gates_at`, flat
    """
    cell, hidden = state.cell, state.hidden
    i = first
    while i + WIDTH <= last:
        _many_lstm(gates, gates_at + i, size, cell, state.cell_at + i, hidden, state.hidden_at + i)
        i += WIDTH
    while i < last:
        _one_lstm(gates, gates_at + i, size, cell, state.cell_at + i, hidden, state.hidden_at + i)
        i += 1


def _emit_gru(context: Any, builder: Any, signature: Any, arguments: Any, width: int) -> Any:
    _, entering_at, _, remembered_at, size, hidden, hidden_at = arguments

    def sums(array: int, at: Any, gate: int) -> Any:
        place = builder.add(at, builder.mul(size, size.type(gate)))
        return builder.load(
            vector_place(context, builder, signature.args[array], arguments[array], place, width=width), align=4
        )

    def both(gate: int) -> Any:
        return builder.fadd(sums(0, entering_at, gate), sums(2, remembered_at, gate))

    reset, update = sigmoid(builder, width, both(0)), sigmoid(builder, width, both(1))
    heard = builder.fmul(reset, sums(2, remembered_at, 2))
    new = tanh(builder, width, builder.fadd(sums(0, entering_at, 2), heard))
    place = vector_place(context, builder, signature.args[5], hidden, hidden_at, width=width)
    kept = builder.fmul(update, builder.fsub(builder.load(place, align=4), new))
    builder.store(builder.fadd(new, kept), place, align=4)
    return context.get_dummy_value()


def _gru_of(width: int) -> Any:
    def cells(
        typing: Any, entering: Any, entering_at: Any, remembered: Any, remembered_at: Any, size: Any, hidden: Any,
        hidden_at: Any,
    ) -> Any:  # fmt: skip
        at = types.intp
        signature = types.void(entering, at, remembered, at, at, hidden, at)
        return signature, lambda context, builder, sig, args: _emit_gru(context, builder, sig, args, width)

    return intrinsic(cells)


_many_gru, _one_gru = _gru_of(WIDTH), _gru_of(1)


@kernel
def gru_cells(sums: GruSums, size: int, hidden: FloatArray, hidden_at: int, first: int, last: int) -> None:
    """Cells `first`..`last` of one lane of a GRU as PyTorch defines it; moves `hidden` in place."""
    entering, remembered = sums.entering, sums.remembered
    i = first
    while i + WIDTH <= last:
        _many_gru(
            entering, sums.entering_at + i, remembered, sums.remembered_at + i, size, hidden, hidden_at + i
        )  # fmt: skip
        i += WIDTH
    while i < last:
        _one_gru(
            entering, sums.entering_at + i, remembered, sums.remembered_at + i, size, hidden, hidden_at + i
        )  # fmt: skip
        i += 1


@kernel
def rnn_cells(sums: FloatArray, sums_at: int, hidden: FloatArray, hidden_at: int, first: int, last: int) -> None:
    """Cells `first`..`last` of one lane of a plain RNN: the new hidden state is the tanh of its sums.

    Shape: sums `[size]` at `sums_at`, flat
    """
    copy_stretch(hidden, hidden_at + first, sums, sums_at + first, last - first)
    tanh_of(hidden, hidden_at + first, last - first)

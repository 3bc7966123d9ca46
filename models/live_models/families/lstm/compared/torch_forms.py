"""What everybody writes first, and what PyTorch does best: bare loops of a network with feedback, to compare with.

A loop does less than a generator: no draw (of a mixture, the last component's mean is fed back), no dropout, no level,
no vocoder. So the generators are not favoured. `networks` puts a form's single step inside a generator instead.
"""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from collections.abc import Callable
from typing import Any, Final

import torch
from torch import Tensor, nn

from live_models.contract.checkpoint import Checkpoint, checked_kind
from live_models.families.lstm.backends.torchscript import script
from live_models.families.lstm.config import LSTMParameters

FORMS: Final = ("torch_lstm", "torch_lstm_scripted", "torch_gates_scripted")
"""`nn.LSTM` in a Python loop, the same loop in TorchScript, and the gates written out in TorchScript."""

Steps = Callable[[int], object]
"""Takes a number of steps, each fed by the one before."""


class LSTMLoop(nn.Module):
    """Steps of `nn.LSTM` and `nn.Linear`, each fed by the one before."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__()
        p, tensors = plain_lstm(checkpoint), checkpoint.tensors
        self.lstm = nn.LSTM(p.input_size, p.hidden, p.num_layers)
        self.head = nn.Linear(p.hidden, p.output_size)
        self.sliding, self.entering = p.sample_wise, p.input_size
        with torch.no_grad():
            for layer in range(p.num_layers):
                for name, key in (("ih", "weight_ih"), ("hh", "weight_hh")):
                    weight = torch.from_numpy(tensors[f"layers.{layer}.{key}"])
                    getattr(self.lstm, f"weight_{name}_l{layer}").copy_(weight)
                getattr(self.lstm, f"bias_ih_l{layer}").copy_(torch.from_numpy(tensors[f"layers.{layer}.bias"]))
                getattr(self.lstm, f"bias_hh_l{layer}").zero_()
            self.head.weight.copy_(torch.from_numpy(tensors["head.weight"]))
            self.head.bias.copy_(torch.from_numpy(tensors["head.bias"]))

    @torch.jit.export
    def step(self, x: Tensor, hidden: Tensor, cell: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the head puts out, and the states. Shape: `[1, lanes, I]` -> `[1, lanes, O]`."""
        out, (hidden, cell) = self.lstm(x, (hidden, cell))
        return self.head(out), hidden, cell

    def forward(self, x: Tensor, hidden: Tensor, cell: Tensor, steps: int) -> tuple[Tensor, Tensor, Tensor]:
        """Input and states after the last step. Shape: `[1, lanes, I]`, states `[L, lanes, H]`."""
        for _ in range(steps):
            y, hidden, cell = self.step(x, hidden, cell)
            x = torch.cat([x[:, :, 1:], y], dim=2) if self.sliding else y[:, :, -self.entering :]
        return x, hidden, cell


class GatesLoop(nn.Module):
    """The same steps with gates and cells written out: no call of `nn.LSTM`, which prepares again at every step."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__()
        p, tensors = plain_lstm(checkpoint), checkpoint.tensors
        names = [f"layers.{layer}" for layer in range(p.num_layers)]
        # A lane's product reads rows as they lie; `t()` of them is a view.
        self.inputs = [torch.from_numpy(tensors[f"{name}.weight_ih"]).t() for name in names]
        self.recurrent = [torch.from_numpy(tensors[f"{name}.weight_hh"]).t() for name in names]
        self.biases = [torch.from_numpy(tensors[f"{name}.bias"]) for name in names]
        self.head = torch.from_numpy(tensors["head.weight"]).t()
        self.head_bias = torch.from_numpy(tensors["head.bias"])
        self.sliding, self.entering = p.sample_wise, p.input_size

    @torch.jit.export
    def step(self, x: Tensor, hidden: Tensor, cell: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the head puts out, and the states. Shape: `[lanes, I]` -> `[lanes, O]`."""
        hiddens, cells = list(hidden.unbind(0)), list(cell.unbind(0))
        y = self.moved(x, hiddens, cells)
        return y, torch.stack(hiddens), torch.stack(cells)

    def forward(self, x: Tensor, hidden: Tensor, cell: Tensor, steps: int) -> tuple[Tensor, Tensor, Tensor]:
        """Input and states after the last step. Shape: `[lanes, I]`, states `[L, lanes, H]`."""
        hiddens, cells = list(hidden.unbind(0)), list(cell.unbind(0))
        for _ in range(steps):
            y = self.moved(x, hiddens, cells)
            x = torch.cat([x[:, 1:], y], dim=1) if self.sliding else y[:, -self.entering :]
        return x, torch.stack(hiddens), torch.stack(cells)

    def moved(self, x: Tensor, hiddens: list[Tensor], cells: list[Tensor]) -> Tensor:
        """What the head puts out; moves the states of each layer. Shape: `[lanes, I]` -> `[lanes, O]`."""
        out = x
        for layer in range(len(self.inputs)):
            gates = torch.addmm(self.biases[layer], out, self.inputs[layer])
            gates = torch.addmm(gates, hiddens[layer], self.recurrent[layer])
            enter, forget, new, leave = gates.chunk(4, 1)
            kept = torch.sigmoid(forget) * cells[layer]
            cells[layer] = torch.addcmul(kept, torch.sigmoid(enter), torch.tanh(new))
            out = torch.sigmoid(leave) * torch.tanh(cells[layer])
            hiddens[layer] = out
        return torch.addmm(self.head_bias, out, self.head)


def plain_lstm(checkpoint: Checkpoint) -> LSTMParameters:
    """The hyperparameters of a network that these forms can run.

    Raises TypeError for one without LSTM, ValueError for one with plain cells, residual connections or a condition.
    """
    p = checked_kind(checkpoint, LSTMParameters)
    if p.cell != "lstm" or p.use_residual or p.condition:
        raise ValueError(
            f"{checkpoint.name}: a form to compare with needs cell lstm without use_residual and condition, got "
            f"cell {p.cell}, use_residual {p.use_residual}, condition {p.condition}"
        )
    return p


def loop_module(checkpoint: Checkpoint, form: str) -> Any:
    """The module of one of `FORMS`: called it takes many steps, `step` is one. Raises ValueError for another form."""
    if form not in FORMS:
        raise ValueError(f"form must be one of {', '.join(FORMS)}, got {form!r}")
    module: nn.Module = GatesLoop(checkpoint) if form == "torch_gates_scripted" else LSTMLoop(checkpoint)
    return module.eval() if form == "torch_lstm" else script(module.eval())


def torch_loop(checkpoint: Checkpoint, form: str, lanes: int) -> Steps:
    """Steps of one of `FORMS` from a state of zeros, one thread.

    Each call goes on where the last ended and returns the input of the next step, `[lanes, I]`. Raises ValueError for
    another form.
    """
    loop, p = loop_module(checkpoint, form), plain_lstm(checkpoint)
    plain = form != "torch_gates_scripted"
    x = torch.zeros((1, lanes, p.input_size) if plain else (lanes, p.input_size))
    state = torch.zeros(p.num_layers, lanes, p.hidden)
    held = [x, state, state.clone()]

    def steps(count: int) -> Tensor:
        with torch.inference_mode():
            held[:] = loop(*held, count)
        return held[0].reshape(lanes, -1)

    return steps

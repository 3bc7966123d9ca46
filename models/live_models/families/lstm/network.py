"""The network of every approach: a stack of LSTM layers and one linear head (PyTorch)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from live_models.condition.numbers import SIZE
from live_models.families.lstm.config import LSTMParameters
from live_models.families.lstm.layers import LSTMState, copied, layer_of, layer_tensors, load_layer_tensors


class LSTMNetwork(nn.Module):
    """LSTM layers with dropout on their inputs and outputs, optional residual connections, and a linear head.

    Rows of the input matrix are lanes. Two approaches add to it: transpose a dense layer over the rows (`combine`),
    the sample-wise ones, by choice, a linear predictor of the last row (`linear`).

    While training, windows of samples may enter by `whitening` (see `whiten`).

    Dropout is by masks from outside, a connection's state being 0 or 1 / keep: the same code runs while training
    (masks per lane and step) and while dreaming (masks drawn by the dream's own random generator).
    """

    def __init__(self, parameters: LSTMParameters) -> None:
        super().__init__()
        self.hyperparameters = parameters  # `parameters` is nn.Module's own word
        hidden = parameters.hidden
        self.layers = nn.ModuleList(
            layer_of(parameters.cell, parameters.entering if layer == 0 else hidden, hidden)
            for layer in range(parameters.num_layers)
        )
        self.head = nn.Linear(hidden, parameters.output_size)
        self.whitening: Tensor | None
        self.register_buffer("whitening", None)
        with torch.no_grad():
            spread = parameters.weight_stddev  # truncated at two deviations, as in the author's TensorFlow
            nn.init.trunc_normal_(self.head.weight, std=1.0, a=-2.0, b=2.0)
            self.head.weight.mul_(spread)
            self.head.bias.zero_()
            if parameters.mixes_rows:
                self.combine = nn.Linear(parameters.num_unrollings, parameters.combined_size)
                nn.init.trunc_normal_(self.combine.weight, std=1.0, a=-2.0, b=2.0)
                self.combine.weight.mul_(spread)
                self.combine.bias.zero_()
        if parameters.linear_skip:
            for name, shape in parameters.tensor_shapes().items():
                if name.startswith("linear."):  # fitted once and stays: trained on, it would ring up by itself
                    start = torch.eye(shape[0]) if name == "linear.spread" else torch.zeros(shape)
                    self.register_parameter(name.replace(".", "_"), nn.Parameter(start, requires_grad=False))

    def forward(
        self,
        x: Tensor,
        state: LSTMState | None = None,
        masks: tuple[Tensor, Tensor] | None = None,
        condition: Tensor | None = None,
    ) -> tuple[Tensor, LSTMState]:
        """Outputs of every row's head for a sequence, and the state after it.

        `condition`: what is heeded in each step, where the network was built for it; None: nothing.

        Shape: `[T, B, I]` -> `[T, B, O]`; masks `[T, B, I + (num_layers - 1) * H]` and `[T, B, num_layers * H]`;
        condition `[T, B, SIZE]`
        """
        hidden = self.hyperparameters.hidden
        if self.whitening is not None:
            x = x @ self.whitening.T
        new_state: LSTMState = []
        column = 0
        for index, layer in enumerate(self.layers):
            size = x.shape[-1]
            entering = x if masks is None else x * masks[0][..., column : column + size]
            if index == 0 and self.hyperparameters.condition:
                heeded = x.new_zeros(*x.shape[:2], SIZE) if condition is None else condition
                entering = torch.cat([entering, heeded], dim=-1)
            out, layer_state = layer(entering, None if state is None else state[index])
            if masks is not None:
                out = out * masks[1][..., index * hidden : (index + 1) * hidden]
            x = out + x if self.hyperparameters.use_residual and index > 0 else out
            new_state.append(layer_state)
            column += size
        return self.head(x), new_state

    def mixed(self, output: Tensor) -> Tensor:
        """What a step makes of its rows: transpose's dense layer over them (Pfalz 2018, 3.1.3); else the same rows.

        Shape: `[T, B, O]` -> `[T, B, O]`, for transpose `[T, M * num_unrollings, 1]` -> `[T, M, combined_size]`
        """
        if not self.hyperparameters.mixes_rows:
            return output
        mixed: Tensor = self.combine(output.squeeze(-1).unflatten(-1, (-1, self.hyperparameters.rows)))
        return mixed

    def left_over(self, x: Tensor, label: Tensor, deviation: float) -> Tensor:
        """What the head has to predict of a label: less what the skips give, in units of `deviation`.

        Shape: `[T, B, I]`, `[T, B, m]` -> `[T, B, m]` (transpose: labels have a row for each matrix)
        """
        p = self.hyperparameters
        if p.skip:
            return label - p.skip * x
        if p.linear_skip and p.sample_wise:  # a vector's label comes as what is left over
            label = (label - x[..., p.rows - 1 :: p.rows, :] @ self.get_parameter("linear_weight").T) / deviation
            if p.label_size > 1:
                label = label / self.get_parameter("linear_deviations")
        return label

    def tensors(self) -> dict[str, np.ndarray]:
        """The weights by the checkpoint's names (`tensor_shapes`), float32 copies."""
        found: dict[str, np.ndarray] = layer_tensors(self.layers)
        if self.hyperparameters.condition:
            both = found["layers.0.weight_ih"]
            found["layers.0.weight_ih"] = np.ascontiguousarray(both[:, :-SIZE])
            found["condition.weight"] = np.ascontiguousarray(both[:, -SIZE:])
        if self.whitening is not None:
            entry = found["layers.0.weight_ih"].astype(np.float64) @ self.whitening.detach().cpu().numpy()
            found["layers.0.weight_ih"] = entry.astype(np.float32)
        found |= {name: copied(tensor) for name, tensor in self._heads().items()}
        return found

    def _heads(self) -> dict[str, Tensor]:
        found: dict[str, Tensor] = {"head.weight": self.head.weight, "head.bias": self.head.bias}
        if self.hyperparameters.mixes_rows:
            found |= {"combine.weight": self.combine.weight, "combine.bias": self.combine.bias}
        found |= {
            name.replace("_", "."): value for name, value in self.named_parameters() if name.startswith("linear_")
        }
        return found

    def load_linear(self, tensors: Mapping[str, np.ndarray]) -> None:
        """Take the linear skip's tensors alone: what a training starts from. An empty mapping changes nothing."""
        with torch.no_grad():
            for name, tensor in tensors.items():
                self._heads()[name].copy_(torch.from_numpy(tensor))

    def whiten(self, whitening: np.ndarray, log_deviations: np.ndarray | None = None) -> None:
        """Let windows of samples enter the first layer multiplied by `whitening`; where a training starts from.

        Neighbouring samples are nearly alike, and what a predictor leaves over, which tells a pluck from ringing, is a
        thousandth of them: no weight that starts at random hears it. Whitened inputs are the remedy (LeCun et al. 1998,
        "Efficient BackProp", 4.3). `tensors` gives the product of both matrices, so a dream knows nothing of it.

        `log_deviations`: a mixture's components start with these, instead of all alike. Shape: `[I, I]`, `[K]` or
        `[K, bands]`
        """
        device = self.head.weight.device
        self.whitening = torch.from_numpy(whitening).to(device)
        if log_deviations is not None:
            bias = self.combine.bias if self.hyperparameters.mixes_rows else self.head.bias
            count = self.hyperparameters.num_components
            with torch.no_grad():
                bias[count : count + log_deviations.size] = torch.from_numpy(log_deviations.ravel()).to(device)

    def shared_tensors(self) -> dict[str, np.ndarray]:
        """The weights after the rows' heads, not copied: they change with the training (concurrent dreaming)."""
        return {name: tensor.detach().numpy() for name, tensor in self._heads().items() if not name.startswith("head.")}

    def load_tensors(self, tensors: Mapping[str, np.ndarray]) -> None:
        """Take the weights of a checkpoint (`tensor_shapes`)."""
        self.whitening = None
        if self.hyperparameters.condition:
            both = np.concatenate([tensors["layers.0.weight_ih"], tensors["condition.weight"]], axis=1)
            tensors = {**tensors, "layers.0.weight_ih": both}
        load_layer_tensors(self.layers, tensors)
        with torch.no_grad():
            for name, tensor in self._heads().items():
                tensor.copy_(torch.from_numpy(tensors[name]))

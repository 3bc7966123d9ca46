"""The training of NoizeNet: mean squared error of scaled vectors, or what the vector approach learns behind a skip."""

from __future__ import annotations

import numpy as np
from torch import Tensor, nn

from live_models.contract.sound import TrainingSound
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.noizenet.config import NoizeNetParameters
from live_models.families.noizenet.network import NoizeNetwork
from live_models.families.noizenet.scaling import fit_scaling
from live_models.families.vector.fit import VectorFit
from live_models.features import Normalisation, with_level


class NoizeNetFit(VectorFit[NoizeNetParameters]):
    """Learns the next vector of samples. See `VectorFit`."""

    def read(self, sound: TrainingSound) -> Normalisation:
        """The tapes, and the scaling of what enters."""
        p, tape = self.parameters, np.concatenate(sound.training)
        entering = tape
        if p.level_normalised:
            vectors = np.resize(tape, max(len(tape) // p.seg_len, 1) * p.seg_len).reshape(-1, p.seg_len)
            entering = with_level(vectors)[:, :-1].ravel()
        self.scaling = fit_scaling(entering, p.seg_len, p.domain)
        return super().read(sound)

    def build(self) -> LSTMNetwork:
        """A network that has the scaling and the linear skip."""
        network = NoizeNetwork(self.parameters, self.scaling)
        network.load_linear(self.linear)
        return network

    def prediction_loss(self, output: Tensor, label: Tensor) -> Tensor:
        """Squared error of scaled vectors; behind a linear skip as of a vector."""
        network = self.network
        if self.parameters.predicts_samples and isinstance(network, NoizeNetwork):
            return nn.functional.mse_loss(network.scaled(output), network.scaled(label))
        return super().prediction_loss(output, label)

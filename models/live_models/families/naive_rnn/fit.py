"""The training of NaiveRNN."""

from __future__ import annotations

from typing import Any

from live_models.families.naive_rnn.config import NaiveRNNParameters
from live_models.families.naive_rnn.network import NaiveRNN
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.eager import EagerNetwork
from live_models.families.sample_wise.fit import StreamFit


class NaiveRNNFit(StreamFit[NaiveRNNParameters, NaiveRNN]):
    """See `StreamFit`."""

    def build(self) -> NaiveRNN:
        """A network with PyTorch's random start."""
        network = NaiveRNN(self.parameters)
        self.start_head(network.head.bias)
        return network

    def network_in_use(self, network: NaiveRNN) -> StepNetwork[Any]:
        """The module itself."""
        return EagerNetwork(network)

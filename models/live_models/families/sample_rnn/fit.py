"""The training of SampleRNN."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from live_models.families.sample_rnn.config import SampleRNNParameters
from live_models.families.sample_rnn.eager import EagerSampleRNN
from live_models.families.sample_rnn.network import SampleRNN
from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.fit import StreamFit


class SampleRNNFit(StreamFit[SampleRNNParameters, SampleRNN]):
    """Gradients are clipped to -1..1, each number by itself (thesis 4.2.2). See `StreamFit`."""

    clipping: ClassVar[Literal["norm", "value"]] = "value"

    def build(self) -> SampleRNN:
        """A network with a random start."""
        network = SampleRNN(self.parameters)
        self.start_head(network.head.bias)
        return network

    def network_in_use(self, network: SampleRNN) -> StepNetwork[Any]:
        """The module itself, its tiers at their clocks."""
        return EagerSampleRNN(self.parameters, network)

"""The training of WaveNet."""

from __future__ import annotations

from typing import Any

from live_models.families.sample_wise.backend import StepNetwork
from live_models.families.sample_wise.fit import StreamFit
from live_models.families.wavenet.config import WaveNetParameters
from live_models.families.wavenet.eager import EagerWaveNet
from live_models.families.wavenet.network import WaveNet


class WaveNetFit(StreamFit[WaveNetParameters, WaveNet]):
    """Every sequence is heard with the receptive field before it: there is no state to carry. See `StreamFit`."""

    def build(self) -> WaveNet:
        """A network with PyTorch's random start."""
        network = WaveNet(self.parameters)
        self.start_head(network.head.bias)
        return network

    def network_in_use(self, network: WaveNet) -> StepNetwork[Any]:
        """The module itself."""
        return EagerWaveNet(self.parameters, network)

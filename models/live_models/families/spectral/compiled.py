"""The loop over spectra of the cpu backends: all steps of a call in one kernel."""

from __future__ import annotations

import numpy as np

from live_models.condition.guidance import heeded
from live_models.contract.backend import DreamDraws
from live_models.contract.generator import Controls
from live_models.families.lstm.backends.cpu import CpuNetwork, Part
from live_models.families.lstm.backends.drawing_ahead import draw_ahead
from live_models.families.lstm.backends.network import NetworkState
from live_models.families.lstm.heeding import Heeding
from live_models.families.spectral.config import SpectralParameters
from live_models.families.spectral.damping import CALL, Damping
from live_models.families.spectral.rhythm import Rhythm
from live_models.families.spectral.steps import Steering, Windows, dream_windows
from live_models.features import Normalisation
from live_models.heads import EXACT, FULL, MEANS, method_of
from live_models.kernels.draws import Drawing, Numbers


def heeds(controls: Controls) -> bool:
    """Whether the kernel can draw in this way."""
    return method_of(controls.sampling, MEANS) != EXACT


class CompiledLoop:
    """Steps of dreams with a `CpuNetwork`; each draws the same numbers as the loop in numpy, in the same order.

    The network's threads share the dreams; one dream runs in one. Immutable; several threads, each with its own state.
    """

    def __init__(
        self, parameters: SpectralParameters, network: CpuNetwork, normalisation: Normalisation, rate: float
    ) -> None:
        self.parameters, self.network, self.normalisation, self.rate = parameters, network, normalisation, rate
        self._least_log = float(np.float32(np.log(parameters.least_deviation)))

    def dream(
        self,
        state: NetworkState,
        draws: DreamDraws,
        made: Windows,
        heeding: Heeding | None = None,
        damping: Damping | None = None,
        rhythm: Rhythm | None = None,
    ) -> None:
        """Take as many steps as there is room for; moves `state` and `made` in place."""
        p, controls, (dreams, steps, size) = self.parameters, draws.controls, made.out.shape
        full = p.mixture and method_of(controls.sampling, MEANS) == FULL
        masks, numbers = draw_ahead(p, draws, steps, size if full else 0, size if controls.noise > 0.0 else 0)
        if heeding is not None:
            masks = heeding.masks(masks, axis=1)
        steering = self._steering(controls, damping, rhythm)
        drawing = Drawing(method_of(controls.sampling, MEANS), controls.temperature, controls.tau, 1.0)

        def take(own: slice, part: Part) -> None:
            drawn, written = Numbers._make(one[own] for one in numbers), Windows._make(one[own] for one in made)
            dream_windows(*part, steering, drawing, drawn, written)

        self.network.in_parts(state, masks, (dreams, steps), take)

    def _steering(self, controls: Controls, damping: Damping | None, rhythm: Rhythm | None) -> Steering:
        p = self.parameters
        strength = (0.0, 0.0, 0, 1.0, 0.0, 0.0, 0.0)
        if damping is not None:
            influence = controls.influence
            falling = (damping.strength(influence), damping.fading(influence), damping.pitched, damping.forgetting)
            strength = (*falling, CALL * heeded(influence), heeded(influence), damping.settling)
        in_time = (0.0, 0.0, 0.0, 0)
        if rhythm is not None:
            recorded = rhythm.recorded
            in_time = (heeded(controls.influence), recorded.rise, recorded.share, rhythm.apart)
        return Steering(
            p.num_components if p.mixture else 0, p.held_size, self._least_log, p.skip, p.exponent,
            self.normalisation.level, self.rate, controls.energy_hold, controls.influence, controls.noise,
            *strength, *in_time,
        )  # fmt: skip

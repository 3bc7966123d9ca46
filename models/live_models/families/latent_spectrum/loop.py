"""The loop over components: each window's movement is drawn from what the LSTM makes of the one before."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from live_models.arrays import FloatArray
from live_models.contract.backend import DreamDraws
from live_models.families.latent_spectrum.config import LatentSpectrumParameters
from live_models.families.latent_spectrum.executor import Executor
from live_models.families.latent_spectrum.latents import LatentSpace
from live_models.families.lstm.backends.network import draw_masks_each
from live_models.families.spectral.config import MAX_FEATURE
from live_models.families.spectral.loop import SpectralBackend, SpectrumLane, SpectrumState
from live_models.features import Normalisation
from live_models.heads import spread_for_level


@dataclass
class LatentLane(SpectrumLane):
    """What one dream of a batch has for itself.

    Shape: `latents` `[latents]`, the components of `window` as they go in next
    """

    latents: FloatArray = field(default_factory=lambda: np.zeros(0, dtype=np.float32))


class LatentBackend(SpectralBackend):
    """See `Backend`. What the level, the hand on the strings and noise change of a window, its components follow.

    A dream too quiet draws with more noise, one too loud with less: most of what is played is not far from what rings
    on, and it takes a draw far out to strike a note.

    What is known, for `listen`: features. Shape: `[dreams, steps, feature_size]`
    """

    parameters: LatentSpectrumParameters

    def __init__(
        self,
        parameters: LatentSpectrumParameters,
        executor: Executor,
        normalisation: Normalisation,
        space: LatentSpace,
    ) -> None:
        super().__init__(parameters, executor.network, normalisation)
        self.head, self.space = executor.head, space

    def begin(self, batch: int) -> SpectrumState:
        """Silence, at the material's level."""
        state = super().begin(batch)
        state.lanes = [LatentLane(one.window, one.power, self.space.latents(one.window)) for one in state.lanes]
        return state

    def entering(self, known: FloatArray) -> FloatArray:
        """Components. See `SpectralBackend.entering`."""
        return self.space.latents(known)

    def listen(self, state: SpectrumState, known: FloatArray, draws: DreamDraws) -> None:
        """Hear windows; the last one goes in next. See `Backend.listen`."""
        super().listen(state, known, draws)
        for lane in _lanes(state):
            lane.latents = self.space.latents(lane.window)

    def dream(self, state: SpectrumState, draws: DreamDraws, steps: int) -> FloatArray:
        """The next windows. Shape: -> `[dreams, steps, feature_size]`."""
        p, controls, lanes = self.parameters, draws.controls, _lanes(state)
        spectra = np.empty((len(lanes), steps, p.feature_size), dtype=np.float32)
        for index in range(steps):
            windows = self._drawn_windows(state, draws)
            for number, (lane, rng) in enumerate(zip(lanes, draws.rngs, strict=True)):
                window = windows[number]
                if state.damping is not None and controls.influence > 0.0:
                    window = state.damping.rung(number, window, lane.window, controls.influence)
                window = window * self._hold(lane, window, controls.energy_hold)
                if state.damping is not None and controls.influence > 0.0:
                    window = state.damping.damped(number, window, controls.influence)
                spectra[number, index] = window
                self._feed_back(lane, window, controls, rng)
                lane.latents += self.space.change(lane.window - windows[number])
        return spectra

    def _drawn_windows(self, state: SpectrumState, draws: DreamDraws) -> FloatArray:
        """Windows before level and damping; the lanes' components become theirs. Shape: -> `[dreams, feature_size]`"""
        p, controls, lanes, space = self.parameters, draws.controls, _lanes(state), self.space
        masks = draw_masks_each(p, controls.dropout, draws.rngs)
        last = entering = np.stack([lane.latents for lane in lanes])
        if (heeding := state.heeding) is not None:
            heeding.ready(self.network, state.network, controls.influence)
            entering, masks = heeding.lanes(last), heeding.masks(masks)
        outputs = self.network.step(entering, state.network, masks)
        noise = np.stack([rng.standard_normal(p.latent_size, dtype=np.float32) for rng in draws.rngs])
        level, hold = self.normalisation.level, controls.energy_hold
        spread = [[controls.temperature * spread_for_level(lane.power, level, hold)] for lane in lanes]
        moved = self.head.draw(outputs, last, noise * np.array(spread, dtype=np.float32), controls.influence)
        found = np.float32(p.skip) * last + moved * space.moved_scale + space.moved_mean
        for lane, latents in zip(lanes, found, strict=True):
            lane.latents = latents
        # Not `np.clip`: NaN stays NaN, and the guard hears it.
        return np.minimum(np.maximum(space.features(found), np.float32(0.0)), np.float32(MAX_FEATURE))


def _lanes(state: SpectrumState) -> list[LatentLane]:
    return state.lanes  # type: ignore[return-value]

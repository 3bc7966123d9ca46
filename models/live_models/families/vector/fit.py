"""The training of the vector family: the next vector, or what a linear skip leaves over of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
import torch
from torch import Tensor

from live_models.arrays import DoubleArray, FloatArray
from live_models.condition.hearing import heard_in_samples, in_all_keys, transpositions
from live_models.contract.sound import TrainingSound
from live_models.families.lstm.fit import Batch, LSTMFit, steps_in
from live_models.families.lstm.network import LSTMNetwork
from live_models.families.lstm.tape import conditions_at, gains_of, stretches
from live_models.families.vector.config import VectorParameters
from live_models.families.vector.skip import VectorSkip
from live_models.families.vector.skip_fit import fit_vector_skip
from live_models.features import Normalisation, with_level

LARGEST_QUANTILE: Final = 0.995

QUIETEST: Final = 0.01
"""Added to magnitudes before their logarithm, in units of a vector's RMS: what lies 40 dB below is not heard."""


ParametersT = TypeVar("ParametersT", bound=VectorParameters)


@dataclass(frozen=True)
class VectorTape:
    """Vectors of samples, and the vector after each, or its innovation behind a linear skip. See `Tape`.

    `heard`: see `heard_in_samples`. Shape: `data` `[num_samples]`
    """

    data: FloatArray
    parameters: VectorParameters
    skip: VectorSkip | None = None
    heard: DoubleArray | None = None

    def __len__(self) -> int:
        return len(self.data)

    def pairs(self, cursors: np.ndarray, level_db: np.ndarray | None = None) -> tuple[FloatArray, FloatArray]:
        """See `Tape.pairs`."""
        p = self.parameters
        gain = np.ones((1, 1), dtype=np.float32) if level_db is None else gains_of(level_db)
        if self.skip is None:
            return self._vectors(cursors, gain), self._vectors(cursors + p.seg_len, gain)
        windows = stretches(self.data, cursors + p.seg_len - p.skip_length, p.skip_length + p.seg_len) * gain
        label = self.skip.innovations(windows[..., : p.skip_length], windows[..., p.skip_length :])
        return self._vectors(cursors, gain), label

    def conditions(
        self, cursors: np.ndarray, span_s: np.ndarray | float, level_db: np.ndarray | float = 0.0
    ) -> FloatArray:
        """See `Tape.conditions`."""
        p = self.parameters
        middles = cursors + p.seg_len + p.seg_len // 2
        return conditions_at(self.heard, middles, p.sample_rate, span_s, level_db)

    def _vectors(self, cursors: np.ndarray, gain: FloatArray) -> FloatArray:
        vectors = stretches(self.data, cursors, self.parameters.seg_len) * gain
        if not self.parameters.level_normalised:
            return vectors
        flat = with_level(vectors.reshape(-1, self.parameters.seg_len))
        return flat.reshape(*cursors.shape, -1)


class VectorFit(LSTMFit[ParametersT]):
    """Learns the next vector. See `LSTMFit`."""

    def read(self, sound: TrainingSound) -> Normalisation:
        """The tapes, and the linear skip where there is one."""
        p, tape = self.parameters, np.concatenate(sound.training)
        self.linear: Mapping[str, FloatArray] = {}
        skip = None
        shifts = transpositions(p.most_semitones, 2 * len(tape))[1:]  # of four bytes each
        others = [sound.transposed(semitones) for semitones in shifts]
        if p.linear_skip:
            fitted = in_all_keys([tape, *(np.concatenate(one) for one in others)])
            self.linear = fit_vector_skip(fitted, p.seg_len, p.skip_length, p.level_normalised)
            skip = VectorSkip.of(p, self.linear)
        self.training, self.validation = self._tape(sound.training, skip), self._tape(sound.validation, skip)
        self.tapes = [self.training, *(self._tape(one, skip) for one in others)]
        if skip is not None:
            power = float(np.mean(tape.astype(np.float64) ** 2))
            return Normalisation(level=power, deviation=_largest_innovation(tape, p, skip))
        if not p.level_normalised:
            return Normalisation()
        levels = with_level(tape[: len(tape) // p.seg_len * p.seg_len].reshape(-1, p.seg_len))[:, -1]
        louder = levels[levels > np.median(levels)]  # none of a tone that stands: its levels are all alike
        return Normalisation(level=float(np.mean(louder if len(louder) else levels)))

    def _tape(self, recordings: Sequence[FloatArray], skip: VectorSkip | None) -> VectorTape:
        p = self.parameters
        heard = heard_in_samples(recordings, p.sample_rate) if p.condition else None
        return VectorTape(np.concatenate(recordings), p, skip, heard)

    def build(self) -> LSTMNetwork:
        """A network that has the linear skip."""
        network = super().build()
        network.load_linear(self.linear)
        return network

    def heard(self, batch: Batch, progress: float) -> Tensor:
        """Inputs of which a growing share are the network's own, if `scheduled_sampling` asks for it."""
        share = self.parameters.scheduled_sampling
        return self.partly_own(batch, share * progress) if share else batch.inputs

    def further_loss(self, output: Tensor, label: Tensor) -> Tensor | None:
        """The distance of spectra, if `spectral_loss` asks for it."""
        p = self.parameters
        return p.spectral_loss * spectral_distance(p.seg_len, output, label) if p.spectral_loss else None

    def validation_cursors(self) -> np.ndarray:
        """One vector after the other."""
        length = self.parameters.seg_len
        return steps_in(self.validation, 2 * length, length)


def spectral_distance(seg_len: int, predicted: Tensor, label: Tensor) -> Tensor:
    """Mean distance of the vectors' logarithmic magnitude spectra, in nepers, under a Hann window.

    Squared error makes a vector whose phases cannot be known quiet; magnitudes do not depend on them (the second term
    of the STFT loss of Yamamoto et al. 2020, "Parallel WaveGAN", 2.2). Shape: `[..., I]` twice -> `[]`
    """
    window = torch.hann_window(seg_len, device=label.device)
    scale = QUIETEST * seg_len**0.5
    spectra = [torch.log(torch.fft.rfft(one[..., :seg_len] * window).abs() + scale) for one in (predicted, label)]
    return (spectra[0] - spectra[1]).abs().mean()


def _largest_innovation(tape: FloatArray, p: VectorParameters, skip: VectorSkip) -> float:
    """RMS that all but a few innovations of the tape stay below, in units of the reference level."""
    tape = np.resize(tape, max(len(tape), p.skip_length + p.seg_len))
    windows = np.lib.stride_tricks.sliding_window_view(tape, p.skip_length + p.seg_len)[:: p.seg_len]
    history = windows[:, : p.skip_length]
    sizes = skip.scale(history) * np.sqrt(
        np.mean(np.square(skip.innovations(history, windows[:, p.skip_length :])), axis=1, keepdims=True)
    )
    return max(1e-6, float(np.quantile(sizes, LARGEST_QUANTILE)))

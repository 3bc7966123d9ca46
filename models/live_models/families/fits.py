"""The fit of each family."""

from __future__ import annotations

import importlib
from typing import Any, Final

from live_models.contract.fit import Fit
from live_models.contract.sound import TrainingSound
from live_models.hyperparameters import Hyperparameters

FITS: Final = {
    "vector": "live_models.families.vector.fit:VectorFit",
    "column_vector": "live_models.families.lstm.sample_wise_fit:SampleWiseFit",
    "transpose": "live_models.families.lstm.sample_wise_fit:SampleWiseFit",
    "magnitude_spectrum": "live_models.families.magnitude_spectrum.fit:MagnitudeSpectrumFit",
}


def make_fit(parameters: Hyperparameters, sound: TrainingSound, rng_seed: int, device: str = "cpu") -> Fit:
    """A fit of the parameters' family. Raises SoundError where there is too little sound."""
    module, name = FITS[parameters.approach].split(":")
    fit: Any = getattr(importlib.import_module(module), name)
    made: Fit = fit(parameters, sound, rng_seed, device)
    return made

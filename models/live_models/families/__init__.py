"""One folder per system of the papers, and the table of them. Importing it loads none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from live_models.contract.family import ALL_CONTROLS, Family
from live_models.contract.fit import Fit
from live_models.contract.parameters import HyperparameterError, Parameters
from live_models.contract.sound import TrainingSound
from live_models.fields import shown

_HERE: Final = "live_models.families"
_LSTM: Final = f"{_HERE}.lstm"
_LSTM_BACKENDS: Final = {
    name: f"{_LSTM}.backends.entries:{name}"
    for name in ("cpu", "cpu_float32", "cpu_int8", "eager", "torchscript", "cuda_graph", "cuda_graph_bf16")
}
_LSTM_FORMS: Final = ("torch_lstm", "torch_lstm_scripted", "torch_gates_scripted", "onnxruntime")
_LSTM_COMPARED: Final = {name: f"{_LSTM}.compared.entries:{name}" for name in _LSTM_FORMS}
_SAMPLE_WISE_FIT: Final = f"{_LSTM}.sample_wise_fit:SampleWiseFit"
_STREAM_CONTROLS: Final = frozenset({"temperature", "sampling", "tau", "noise", "energy_hold", "influence"})
"""What systems heed that hear and draw one sample after the other (`families/sample_wise`)."""
_TINY: Final = {"seg_len": 16, "hidden_size": 16, "num_unrollings": 2, "sample_rate": 4000}


def _lstm_family(name: str, about: str, config: str, **more: Any) -> Family:
    return Family(
        name,
        about,
        config=f"{_HERE}.{name}.config:{config}",
        bench=f"{_HERE}.{name}.sizes:SIZES",
        **{
            "backends": _LSTM_BACKENDS,
            "compared": _LSTM_COMPARED,
            "generator": f"{_HERE}.{name}.generator:generator",
            "forced": f"{_HERE}.{name}.generator:forced_outputs",
            "tiny": _TINY,
            **more,
        },
    )


def _stream_family(name: str, about: str, kind: str, **more: Any) -> Family:
    """A system that hears and draws one sample after the other; `kind` begins the names of its classes."""
    return Family(
        name,
        about,
        config=f"{_HERE}.{name}.config:{kind}Parameters",
        generator=f"{_HERE}.sample_wise.generator:generator",
        fit=f"{_HERE}.{name}.fit:{kind}Fit",
        backends={
            one: f"{_HERE}.{name}.entries:{one}" for one in ("cpu", "cpu_float32", "cpu_int8", "eager", "torchscript")
        },
        controls=_STREAM_CONTROLS,
        bench=f"{_HERE}.{name}.sizes:SIZES",
        forced=f"{_HERE}.sample_wise.forcing:forced_outputs",
        **more,
    )


_ALL: Final = (
    _lstm_family(
        "vector",
        "one vector of samples predicts the next",
        "VectorParameters",
        sound="grainy, blurred; the length of the grains is audible",
        fit=f"{_HERE}.vector.fit:VectorFit",
        exports={"nn~": f"{_HERE}.vector.dreamer:dreamer"},
        controls=ALL_CONTROLS,
    ),
    _lstm_family(
        "column_vector",
        "a row of samples predicts the sample after it",
        "ColumnVectorParameters",
        sound="clear attacks, the strings ring; dreams slowly",
        fit=_SAMPLE_WISE_FIT,
    ),
    _lstm_family(
        "transpose",
        "several rows of samples together predict the next sample",
        "TransposeParameters",
        sound="clear attacks, rough; now and then another colour",
        fit=_SAMPLE_WISE_FIT,
    ),
    _lstm_family(
        "magnitude_spectrum",
        "the magnitudes of one window predict those of the next",
        "MagnitudeSpectrumParameters",
        sound="clear partials and attacks, long tails; learns and dreams fastest",
        fit=f"{_HERE}.magnitude_spectrum.fit:MagnitudeSpectrumFit",
        recommended="learns most in a few minutes and dreams quickest",
        tiny={**_TINY, "window_size": 16, "hop_size": 8},
        exports={"nn~": f"{_HERE}.magnitude_spectrum.dreamer:dreamer"},
    ),
    _lstm_family(
        "latent_spectrum",
        "principal components of one spectrum predict those of the next, drawn by diffusion",
        "LatentSpectrumParameters",
        sound="single notes and chords, clear attacks; unfinished: some dreams rest too long or run away",
        fit=f"{_HERE}.latent_spectrum.fit:LatentSpectrumFit",
        backends={
            one: f"{_HERE}.latent_spectrum.entries:{one}"
            for one in ("cpu", "cpu_float32", "cpu_int8", "eager", "torchscript")
        },
        controls=frozenset({"temperature", "dropout", "noise", "energy_hold", "influence"}),
        compared={},
        tiny={
            **{**_TINY, "window_size": 16, "hop_size": 8},
            **{"latent_size": 8, "head_width": 16, "head_layers": 1, "drawing_steps": 2},
        },
    ),
    _lstm_family(
        "mdn_lstm",
        "the weighted, grouped magnitudes of one window predict those of the next",
        "MDNLSTMParameters",
        sound="clear partials, sharp attacks; after a rest it may wait too long",
        fit=f"{_HERE}.mdn_lstm.fit:MDNLSTMFit",
        tiny={
            **{"window_size": 16, "hop_size": 8, "fft_size": 32, "groups_per_width": 8, "seg_len": 12},
            **{"hidden_size": 16, "num_layers": 2, "num_components": 3, "num_unrollings": 2, "bptt": 1},
            **{"sample_rate": 4000, "resynthesis": "phase_gradient"},
        },
        exports={"nn~": f"{_HERE}.mdn_lstm.dreamer:dreamer"},
        compared={name: f"{_HERE}.mdn_lstm.compared:{name}" for name in _LSTM_FORMS},
    ),
    _stream_family(
        "naive_rnn",
        "one sample predicts the class of the next",
        "NaiveRNN",
        sound="strings that ring, all notes as one chord",
        tiny={"hidden_size": 8, "num_layers": 1, "batch_size": 2, "sequence_length": 16, "sample_rate": 4000},
        compared={name: f"{_HERE}.naive_rnn.compared:{name}" for name in _LSTM_FORMS},
    ),
    _stream_family(
        "sample_rnn",
        "recurrent tiers at several clocks, the quickest predicts the next sample",
        "SampleRNN",
        sound="clear attacks, the strings ring",
        tiny={
            "frame_sizes": (4, 2),
            "hidden_size": 8,
            "predictor_size": 8,
            "batch_size": 2,
            "sequence_length": 16,
            "sample_rate": 4000,
        },
        compared={
            name: f"{_HERE}.sample_rnn.compared.entries:{name}"
            for name in ("torch_lstm", "torch_gates_scripted", "onnxruntime")
        },
    ),
    _lstm_family(
        "noizenet",
        "one vector of samples, or its Fourier transform, predicts the next",
        "NoizeNetParameters",
        sound="grainy, bright",
        generator=f"{_HERE}.vector.generator:generator",
        fit=f"{_HERE}.noizenet.fit:NoizeNetFit",
        forced=f"{_HERE}.vector.generator:forced_outputs",
        controls=ALL_CONTROLS,
        exports={"nn~": f"{_HERE}.vector.dreamer:dreamer"},
        compared={name: f"{_HERE}.noizenet.compared:{name}" for name in _LSTM_FORMS},
    ),
    _stream_family(
        "wavenet",
        "dilated convolutions over thousands of samples predict the next",
        "WaveNet",
        sound="clear attacks, strings that ring; after a short training as one chord",
        tiny={
            "num_blocks": 2,
            "num_layers": 3,
            "num_filters": 8,
            "batch_size": 2,
            "sequence_length": 16,
            "sample_rate": 4000,
        },
        compared={
            name: f"{_HERE}.wavenet.compared:{name}" for name in ("torch_rings", "torch_rings_scripted", "onnxruntime")
        },
    ),
)

FAMILIES: Final[Mapping[str, Family]] = {family.name: family for family in _ALL}
"""Every system by its name. Loading, training, presets, warm-up, benchmark, export and tests go over it."""


def family_of(name: object) -> Family:
    """The family of a name. Raises HyperparameterError, naming those that there are."""
    family = FAMILIES.get(name) if isinstance(name, str) else None
    if family is None:
        raise HyperparameterError(f"approach must be one of {', '.join(FAMILIES)}, got {shown(name)}")
    return family


def parameters_of(params: Mapping[str, Any]) -> Parameters:
    """Hyperparameters with the name of their family among them, as a card holds them. Raises HyperparameterError."""
    return family_of(params.get("approach")).parameters(params)


def make_fit(parameters: Parameters, sound: TrainingSound, rng_seed: int, device: str = "cpu") -> Fit:
    """A training that has not begun, of the parameters' family. Raises SoundError where there is too little sound."""
    return family_of(parameters.approach).make_fit(parameters, sound, rng_seed, device)

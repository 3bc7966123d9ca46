"""The hyperparameters of Table 4.1: all there by their names, checked, converted, and honest about what is missing."""

from __future__ import annotations

import json

import pytest

from live_models.contract.parameters import HyperparameterError
from support.parameters import hyperparameters, hyperparameters_of

TABLE_4_1 = [
    "lr",
    "num_epochs",
    "weight_stddev",
    "num_layers",
    "use_dropout",
    "use_residual",
    "regularization",
    "reg_amount",
    "input_dropout",
    "output_dropout",
    "seg_len",
    "num_unrollings",
    "int_cursor_inc",
    "ext_cursor_inc",
    "label_shape",
    "label_offset",
    "output_shape",
    "use_transpose",
    "use_fft",
    "hop_size",
    "window_size",
    "zero_padding",
]


def test_every_name_of_the_table_is_there():
    assert set(TABLE_4_1) <= set(hyperparameters().to_params())


def test_params_survive_json():
    parameters = hyperparameters_of(
        {"approach": "vector", "seg_len": 256, "num_unrollings": 4, "label_shape": (4, 256), "label_offset": 256}
    )
    again = hyperparameters_of(json.loads(json.dumps(parameters.to_params())))
    assert again == parameters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ({"lr": "4e-4"}, {"lr": 4e-4}),
        ({"num_layers": "4"}, {"num_layers": 4}),
        ({"use_dropout": "false"}, {"use_dropout": False}),
        ({"hidden_size": "none"}, {"hidden_size": None}),
        ({"int_cursor_inc": "7"}, {"int_cursor_inc": 7}),
        ({"label_shape": "16,1024"}, {"label_shape": (16, 1024)}),
        ({"head": "mixture"}, {"head": "mixture"}),
    ],
)
def test_words_of_the_command_line_are_read_as_the_fields_type(text, expected):
    parameters = hyperparameters_of(text)
    for name, value in expected.items():
        assert getattr(parameters, name) == value
        assert type(getattr(parameters, name)) is type(value)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"learning_rate": 1}, ["learning_rate", "known are", "lr"]),
        ({"lr": "fast"}, ["lr", "float", "'fast'"]),
        ({"num_layers": 1.5}, ["num_layers", "int", "1.5"]),
        ({"num_layers": True}, ["num_layers", "int"]),
        ({"use_dropout": "perhaps"}, ["use_dropout", "bool", "perhaps"]),
        ({"head": 3}, ["head", "word"]),
        ({"label_shape": "wide"}, ["label_shape", "tuple"]),
        ({"lr": float("nan")}, ["lr", "range"]),
        ({"output_dropout": 0.0}, ["output_dropout", "range"]),
        ({"seg_len": 0}, ["seg_len", "range"]),
        ({"hidden_size": 0}, ["hidden_size", "range"]),
        ({"approach": "wavelet"}, ["approach", "vector", "wavelet"]),
        ({"head": "softmax"}, ["head", "regression", "softmax"]),
        ({"use_transpose": True}, ["use_transpose", "False", "True"]),
        ({"approach": "transpose", "use_transpose": False}, ["use_transpose", "True", "False"]),
        ({"approach": "transpose", "label_shape": (16, 1)}, ["label_shape", "(1, 1)"]),
        ({"approach": "column_vector", "seg_len": 64, "label_offset": 1}, ["label_offset", "64"]),
        ({"approach": "column_vector", "level_normalised": True}, ["level_normalised", "column_vector"]),
        ({"approach": "magnitude_spectrum", "linear_skip": True}, ["linear_skip", "magnitude_spectrum"]),
        ({"approach": "vector", "linear_skip": True, "linear_length": 512}, ["linear_length", "1024", "512"]),
        ({"approach": "column_vector", "linear_length": 512}, ["linear_length", "column_vector"]),
        ({"approach": "vector", "head": "categorical"}, ["head", "vector", "categorical"]),
        ({"approach": "column_vector", "quantisation": "alaw"}, ["quantisation", "mulaw", "alaw"]),
        ({"dream_seed": "other"}, ["dream_seed", "advance", "other"]),
        ({"approach": "vector", "use_fft": True}, ["use_fft", "vector"]),
        ({"approach": "vector", "skip": 0.5}, ["skip", "vector"]),
        ({"seg_len": 512, "window_size": 1024}, ["window_size", "512", "1024"]),
        ({"zero_padding": False}, ["zero_padding"]),
        ({"label_offset": 2}, ["label_offset"]),
        ({"hop_size": 2048}, ["hop_size", "1024"]),
    ],
)
def test_mistakes_are_refused_in_one_line_that_names_them(params, words):
    with pytest.raises(HyperparameterError) as caught:
        hyperparameters_of(params)
    message = str(caught.value)
    assert "\n" not in message
    for word in words:
        assert word in message


def test_hidden_size_is_seg_len_unless_chosen():
    assert hyperparameters(approach="vector", seg_len=96).hidden == 96
    assert hyperparameters(approach="vector", seg_len=96, hidden_size=12).hidden == 12


def test_tensor_shapes_of_a_mixture_follow_naterop():
    # 2K + K m outputs; the level is one more number in and out.
    parameters = hyperparameters(
        approach="vector",
        seg_len=16,
        hidden_size=8,
        num_layers=2,
        head="mixture",
        num_components=3,
        level_normalised=True,
    )
    shapes = parameters.tensor_shapes()
    assert shapes["layers.0.weight_ih"] == (32, 17)
    assert shapes["layers.1.weight_ih"] == (32, 8)
    assert shapes["head.weight"] == (2 * 3 + 3 * 17, 8)


def test_the_shapes_of_the_sample_wise_approaches_are_the_dissertations():
    # 3.1.2: labels num_unrollings x 1; 3.1.3: num_unrollings x seg_len -> num_unrollings x 1 -> 1 x 1
    column = hyperparameters_of({"approach": "column_vector", "label_shape": (16, 1), "label_offset": 1024})
    assert column.tensor_shapes()["head.weight"] == (1, 1024)
    assert (column.hop_length, column.matrix_distance, column.rows) == (1, 1, 1)
    transpose = hyperparameters_of({"approach": "transpose", "seg_len": 64, "label_offset": 16 * 64})
    shapes = transpose.tensor_shapes()
    assert shapes["layers.0.weight_ih"] == (256, 64)
    assert shapes["head.weight"] == (1, 64)
    assert shapes["combine.weight"] == (1, 16)
    assert (transpose.hop_length, transpose.row_distance, transpose.rows) == (1, 64, 16)

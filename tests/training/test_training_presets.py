"""Presets are JSON files that can be copied and changed; the plan chooses among them by the playing and the machine."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from live_models.contract.parameters import HyperparameterError
from live_models.families import FAMILIES
from live_training.band import band_params, has_full_band
from live_training.cli import main
from live_training.flags import make_parser, params_of
from live_training.inspection import Profile
from live_training.plan import Pace, choose, smaller
from live_training.presets import load_preset, preset, preset_names, recommended, sample_rate
from support.training import SMALL

PLUCKED = Profile(60.0, 2.0, -12.0)
BOWED = Profile(60.0, 0.3, -1.0)


PFALZ = [name for name in FAMILIES if "pfalz" in preset_names(name)]
OURS = ["latent_spectrum"]  # a system of no paper


def test_every_approach_has_its_authors_preset_and_ours():
    assert PFALZ == ["vector", "column_vector", "transpose", "magnitude_spectrum"]
    for approach in FAMILIES:
        found = set(preset_names(approach))
        assert "alive" in found
        if approach in PFALZ:
            assert {"pfalz", "sustained", "notes", "fast_answer", "best"} <= found
        else:
            assert bool(found & {"thesis", "paper"}) != (approach in OURS)
        for name in preset_names(approach):
            assert preset(approach, name, {}).approach == approach
            assert load_preset(name, approach).about


def test_the_dissertations_presets_are_his_figures():
    """Pfalz 2018, Table 4.1 and chapter 5: 100 rows, one layer, regression, one step of back-propagation."""
    for approach in PFALZ:
        p = preset(approach, "pfalz", {})
        assert (p.num_unrollings, p.num_layers, p.head, p.bptt, p.lr) == (100, 1, "regression", 1, 1e-4)
        assert p.hidden == p.seg_len


def test_the_thesiss_preset_is_its_best_network():
    p = preset("naive_rnn", "thesis", {})
    assert (p.num_layers, p.hidden_size, p.sequence_length, p.lr) == (2, 512, 128, 1e-3)
    assert (p.sample_rate, p.quantisation) == (14700, "linear")


def test_window_size_and_seg_len_are_one_number():
    assert preset("magnitude_spectrum", "alive", {"seg_len": "256"}).window_size == 256
    assert preset("magnitude_spectrum", "alive", {"window_size": "256"}).seg_len == 256


def test_a_copy_of_a_preset_can_be_changed_and_used_by_its_path(tmp_path):
    content = json.loads((FAMILIES["magnitude_spectrum"].presets / "notes.json").read_text())
    content["hyperparameters"]["hidden_size"] = 48
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(content))
    changed, original = preset(None, str(path), {}), preset("magnitude_spectrum", "notes", {})
    assert changed.hidden == 48
    assert changed.lr == original.lr  # from what it is based on
    assert preset(None, str(path), {"hidden_size": "24"}).hidden == 24


IN_BANDS = [name for name, family in FAMILIES.items() if has_full_band(family)]


def _asked(approach, band):
    return band_params(FAMILIES[approach], band)


@pytest.mark.parametrize("approach", [name for name in IN_BANDS if "full_band" in preset_names(name)])
def test_a_preset_of_the_full_band_is_that_below_it_where_voice_is_asked_for(approach):
    voice = _asked(approach, "voice")
    found = preset(approach, "full_band", voice)
    assert found == preset(approach, "alive", {}) and found.sample_rate == 11025
    assert preset(approach, "full_band", {key: str(value) for key, value in voice.items()}) == found
    assert preset(approach, "full_band", {**voice, "sample_rate": "44100"}) == replace(found, sample_rate=44100)
    assert sample_rate(approach, "full_band", voice) == 11025
    assert preset(approach, "full_band", _asked(approach, "full")).sample_rate == 44100


@pytest.mark.parametrize("approach", IN_BANDS)
def test_ones_own_preset_of_the_full_band_keeps_what_it_says_or_is_refused_for_voice(tmp_path, approach):
    path, voice, full = tmp_path / "mine.json", _asked(approach, "voice"), _asked(approach, "full")
    if "full_band" in preset_names(approach):
        path.write_text(json.dumps({"approach": approach, "based_on": "full_band", "hyperparameters": {"lr": 0.5}}))
        assert preset(None, str(path), voice) == preset(approach, "alive", {"lr": 0.5})
    own = {**preset(approach, "alive", full).to_params(), "lr": 0.5}
    del own["approach"]
    path.write_text(json.dumps({"approach": approach, "hyperparameters": own}))
    assert preset(None, str(path), {}).sample_rate == 44100
    with pytest.raises(HyperparameterError, match=r"mine\.json: is of the full band; --band voice needs .* alive$"):
        preset(None, str(path), voice)
    path.write_text(json.dumps({"approach": approach, "based_on": "alive", "hyperparameters": {"lr": 0.5}}))
    assert preset(None, str(path), voice) == preset(approach, "alive", {"lr": 0.5})


@pytest.mark.parametrize("band", ["voice", "full"])
def test_the_flag_for_the_band_is_that_of_the_approach_in_ones_own_preset(tmp_path, band):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"approach": "sample_rnn", "based_on": "alive"}))
    options = make_parser().parse_args(["take.wav", "--preset", str(path), "--band", band])
    assert params_of(options) == _asked("sample_rnn", band)
    assert sample_rate(None, str(path), params_of(options)) == {"voice": 11025, "full": 44100}[band]
    options.preset = None
    assert params_of(options) == _asked(recommended().name, band) != _asked("sample_rnn", band)
    assert params_of(options, "sample_rnn") == _asked("sample_rnn", band)  # of a training that goes on
    path.write_text('{"approach": "vector"}')
    options.preset = str(path)
    if band == "voice":
        assert params_of(options) == {}
    else:
        with pytest.raises(HyperparameterError, match=r"--band full needs --approach .*, got vector"):
            params_of(options)


def test_controls_are_inherited_and_changed_one_by_one(tmp_path):
    path = tmp_path / "mine.json"
    below = load_preset("alive", "column_vector").controls
    assert below["temperature"] < 1.0  # the usual
    path.write_text(json.dumps({"approach": "column_vector", "based_on": "alive", "controls": {"energy_hold": 0.4}}))
    assert load_preset(str(path)).controls == below | {"energy_hold": 0.4}
    assert choose(PLUCKED, None, str(path), {}, 10.0, "cpu").controls["energy_hold"] == 0.4
    assert choose(PLUCKED, "column_vector", None, {}, 10.0, "cpu").controls == below


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", ["must be JSON"]),
        ("[1]", ["JSON object", "hyperparameters"]),
        ({"approach": "vector", "hyperparams": {}}, ["'hyperparams'", "known are", "based_on"]),
        ({"approach": "vector", "hyperparameters": {"speed": 1}}, ["'speed'", "known are", "num_layers"]),
        ({"approach": "vector", "hyperparameters": {"lr": "fast"}}, ["lr"]),
        ({"approach": "tape"}, ["approach", "column_vector", "'tape'"]),
        ({"approach": "vector", "based_on": "loud"}, ["based_on", "alive", "'loud'"]),
        ({"approach": "vector", "hyperparameters": [1]}, ["hyperparameters must be an object"]),
        ({"approach": "vector", "controls": 1}, ["controls must be an object"]),
        ({"approach": "vector", "controls": {"loudness": 1}}, ["'loudness'", "known are", "temperature"]),
        ({"approach": "vector", "controls": {"temperature": 9}}, ["temperature", "0..4"]),
    ],
)
def test_a_faulty_preset_is_refused_by_name_in_one_line(tmp_path, content, words):
    path = tmp_path / "mine.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(HyperparameterError) as caught:
        load_preset(str(path))
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    assert all(word in message for word in words), message


def test_a_preset_for_another_approach_or_none_at_all_is_refused(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text('{"approach": "vector"}')
    with pytest.raises(HyperparameterError, match="--approach vector, got transpose"):
        load_preset(str(path), "transpose")
    with pytest.raises(HyperparameterError, match=r"none\.json: No such file"):
        load_preset(str(tmp_path / "none.json"))


def test_the_list_names_every_preset_with_its_use_and_its_file(capsys):
    assert main(["--list-presets"]) == 0
    out = capsys.readouterr().out
    for approach in FAMILIES:
        for name in preset_names(approach):
            assert str(FAMILIES[approach].presets / f"{name}.json") in out
    assert "Bowed" in out


@pytest.mark.parametrize(
    ("profile", "minutes", "device", "expected"),
    [
        (PLUCKED, 10.0, "cpu", "notes"),
        (BOWED, 10.0, "cpu", "sustained"),
        (PLUCKED, 1.0, "cpu", "fast_answer"),
        (PLUCKED, 60.0, "cpu", "best"),
        (BOWED, 10.0, "cuda", "best"),
    ],
)
def test_the_preset_follows_the_playing_the_time_and_the_device(profile, minutes, device, expected):
    plan = choose(profile, None, None, {}, minutes, device)
    assert plan.preset == expected
    assert plan.parameters == preset(plan.parameters.approach, expected, {})
    assert [reason.split()[0] for reason in plan.reasons] == ["approach", "preset"]


@pytest.mark.parametrize("profile, minutes", [(PLUCKED, 10.0), (BOWED, 60.0), (PLUCKED, 1.0)])
def test_a_family_without_the_preset_that_fits_gets_its_usual_one(profile, minutes):
    plan = choose(profile, "naive_rnn", None, {}, minutes, "cpu")
    assert plan.preset == "alive"
    assert "naive_rnn has no preset" in plan.reasons[0]
    assert smaller(plan, Pace(1, 0.1, 1.0), {}, minutes) is None


def test_recordings_are_inspected_at_the_rate_of_what_will_be_trained(tmp_path):
    """A warning of a missing band is about the model's own band."""
    assert sample_rate(None, None, {}) == recommended().parameters({}).sample_rate == 11025
    assert sample_rate(None, None, {"sample_rate": "22050"}) == 22050
    assert sample_rate("naive_rnn", "thesis", {}) == 14700
    assert sample_rate("naive_rnn", None, {}) == 11025  # of the preset that it will get, not of the thesis
    (tmp_path / "mine.json").write_text('{"approach": "vector", "hyperparameters": {"sample_rate": 16000}}')
    assert sample_rate(None, str(tmp_path / "mine.json"), {}) == 16000


def test_what_the_performer_gives_is_taken_without_a_word(tmp_path):
    plan = choose(PLUCKED, "vector", "best", {"num_layers": "3"}, 1.0, "cpu")
    assert (plan.parameters.approach, plan.preset, plan.parameters.num_layers) == ("vector", "best", 3)
    assert plan.reasons == []
    path = tmp_path / "mine.json"
    path.write_text('{"approach": "transpose"}')
    assert choose(PLUCKED, None, str(path), {}, 10.0, "cpu").parameters.approach == "transpose"


def test_a_slow_machine_gets_the_small_network():
    params = {name: value for name, value in SMALL.items() if name not in ("approach", "hidden_size")}
    plan = choose(PLUCKED, None, None, params, 10.0, "cpu")
    other = smaller(plan, Pace(1, 0.5, 1.0), params, 10.0)
    assert other is not None
    assert other.preset == "fast_answer"
    assert other.parameters.hidden < plan.parameters.hidden
    assert "this machine" in other.reasons[-1]
    assert smaller(plan, Pace(1, 100.0, 1.0), params, 10.0) is None

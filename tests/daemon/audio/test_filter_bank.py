"""The filter bank and the envelope followers against scipy, against SuperCollider, and against physics."""

from pathlib import Path

import numpy as np
import pytest
from scipy.signal import sosfilt, sosfreqz

from live_daemon.audio.control import EngineControl
from live_daemon.audio.engine import Engine
from live_daemon.audio.layout import TICK
from live_daemon.audio.record import AudioRecord
from live_daemon.follower.bands import (
    band_sections,
    bands_from_notes,
    bands_from_pitches,
    bands_from_words,
    default_bands,
    midi_to_hz,
    section_q,
)
from live_daemon.follower.gain_map import gain_map_row
from live_daemon.settings import FollowerSettings
from support.signals import SAMPLE_RATE, error_db, noise, tone
from support.supercollider import follower_bank, needs_scsynth, render
from trials.follower import delays


def followed(
    folder: Path, sound: np.ndarray, centres: np.ndarray, q: float, sections: int, **follower: float
) -> np.ndarray:
    """Run the engine; return all envelopes after every tick. Shape: (ticks, bands)."""
    record = AudioRecord.create(folder, SAMPLE_RATE, 1)
    engine, control = Engine(record), EngineControl(record)
    control.set_bands(centres, q, sections)
    control.set_follower(**follower)  # type: ignore[arg-type]
    envelopes = []
    for begin in range(0, len(sound) - TICK + 1, TICK):
        engine.process(np.repeat(sound[begin : begin + TICK, None], 2, axis=1))
        envelopes.append(record.fields["envelope"][0, : len(centres)].copy())
    return np.array(envelopes)


def follow_slowly(bands: np.ndarray, attack_ms: float, release_ms: float) -> np.ndarray:
    """The envelope follower as a plain loop in float64. Shape: bands (count, frames), returns the same."""
    attack, release = (1 - np.exp(-1000 / (ms * SAMPLE_RATE)) for ms in (attack_ms, release_ms))
    envelope, out = np.zeros(len(bands)), np.empty_like(bands)
    for i, rectified in enumerate(np.abs(bands).T):
        envelope += np.where(rectified > envelope, attack, release) * (rectified - envelope)
        out[:, i] = envelope
    return out


@pytest.mark.parametrize("sections", [1, 2])
def test_envelopes_agree_with_scipy(tmp_path: Path, sections: int) -> None:
    """Float32 state lost 65 dB here, so the bound is far below what float32 can reach."""
    centres = default_bands(32)
    sound = noise(0.5)
    sos = band_sections(centres, 8.0, sections, SAMPLE_RATE)
    bands = np.array([sosfilt(one, sound.astype(np.float64)) for one in sos])
    wanted = follow_slowly(bands, 5.0, 100.0)[:, TICK - 1 :: TICK].T
    found = followed(tmp_path, sound, centres, 8.0, sections, attack_ms=5.0, release_ms=100.0)
    error = error_db(found, wanted)
    print(f"engine against scipy.signal.sosfilt, {sections} sections: {error:.1f} dB")
    assert error < -200


@pytest.mark.whole
@needs_scsynth
@pytest.mark.parametrize(("sections", "attack_s", "release_s"), [(1, 0.01, 0.01), (2, 0.01, 0.2)])
def test_envelopes_agree_with_supercollider(tmp_path: Path, sections: int, attack_s: float, release_s: float) -> None:
    """SC's BPF widens by tan where the cookbook says sin/2Q, and its Amplitude's times are to -20 dB, not to 1/e."""
    q = 8.0
    centres = default_bands(32).astype(np.float32).astype(np.float64)
    sound = noise(2.0)
    w = 2 * np.pi * centres / SAMPLE_RATE
    rq = 2 / w * np.arctan(np.sin(w) / (2 * section_q(q, sections)))
    definition = follower_bank(list(centres), list(rq), sections, attack_s, release_s)
    theirs = render(definition, sound, len(centres), tmp_path, SAMPLE_RATE)
    attack_ms, release_ms = (_supercollider_ms(seconds) for seconds in (attack_s, release_s))
    ours = followed(tmp_path, sound, centres, q, sections, attack_ms=attack_ms, release_ms=release_ms)
    error = error_db(theirs[TICK - 1 :: TICK][: len(ours) - 1], ours[:-1])
    print(f"engine against SuperCollider, {sections} sections: {error:.1f} dB")
    assert error < -110


def _supercollider_ms(seconds: float) -> float:
    """The time constant (63 %, ms) of an Amplitude of this many seconds (-20 dB), whose coefficient is a float32."""
    return float(-1000 / (SAMPLE_RATE * np.log(np.float64(np.float32(np.exp(np.log(0.1) / (seconds * SAMPLE_RATE)))))))


@pytest.mark.parametrize("sections", [1, 2])
def test_band_has_0_db_at_its_centre_and_half_power_at_its_edges(sections: int) -> None:
    centre, q = 1000.0, 5.0
    low = centre * (np.sqrt(1 + 1 / (4 * q * q)) - 1 / (2 * q))
    sos = band_sections([centre], q, sections, SAMPLE_RATE)[0]
    _, gain = sosfreqz(sos, worN=[low, centre, centre * centre / low], fs=SAMPLE_RATE)
    np.testing.assert_allclose(20 * np.log10(np.abs(gain)), [-3.01, 0.0, -3.01], atol=0.06)


def test_a_tone_is_heard_by_its_band_at_the_mean_of_a_rectified_sine(tmp_path: Path) -> None:
    centres = default_bands(16)
    envelopes = followed(tmp_path, tone(centres[7], 1.0, 0.5), centres, 8.0, 2, attack_ms=50.0, release_ms=50.0)
    assert int(np.argmax(envelopes[-1])) == 7
    assert envelopes[-1, 7] == pytest.approx(0.5 * 2 / np.pi, rel=0.02)


def test_attack_and_release_reach_63_percent_in_their_time(tmp_path: Path) -> None:
    hz, attack_ms, release_ms = 4000.0, 40.0, 120.0
    sound = np.concatenate([tone(hz, 0.5), np.zeros(SAMPLE_RATE // 2, np.float32)])
    envelope = followed(tmp_path, sound, np.array([hz]), 0.7, 1, attack_ms=attack_ms, release_ms=release_ms)[:, 0]
    half = len(envelope) // 2
    # While it falls nothing pulls it up, so the release is a pure exponential.
    falling = envelope[half:] / envelope[half]
    assert np.argmax(falling < np.exp(-1)) * TICK / SAMPLE_RATE * 1000 == pytest.approx(release_ms, abs=2.0)
    # Attack acts in the part of each half wave that is above the envelope: slower than its constant, never faster.
    rise_ms = np.argmax(envelope > 0.63 * envelope[half - 1]) * TICK / SAMPLE_RATE * 1000
    assert attack_ms <= rise_ms <= 3 * attack_ms


def test_our_own_delay_from_an_onset_to_the_gain_is_within_one_block() -> None:
    found = delays(FollowerSettings(), ("B3", "E6"), 8)
    assert found["ms"]["filter"]["p50"] > 10  # what it is compared with is slow, as band-passes are
    assert 0 < found["ms"]["ours"]["p50"] <= found["ms"]["ours"]["p100"] <= found["block_ms"]


def test_new_bands_do_not_ring_on_the_state_of_the_old(tmp_path: Path) -> None:
    record = AudioRecord.create(tmp_path, SAMPLE_RATE, 1)
    engine, control = Engine(record), EngineControl(record)
    control.set_bands([60.0], 100.0, 2)
    engine.process(np.repeat(tone(60.0, 1.0)[:, None], 2, axis=1))
    before = record.fields["envelope"][0, 0]
    control.set_bands([5000.0], 100.0, 2)
    engine.process(np.zeros((4800, 2), np.float32))
    assert 0 < record.fields["envelope"][0, 0] < before


def test_bands_from_notes_and_pitches() -> None:
    assert midi_to_hz(69) == 440.0
    np.testing.assert_allclose(bands_from_notes([81, 69]), [440.0, 880.0])
    np.testing.assert_allclose(bands_from_pitches([220.0, 220.5, 110.0]), [110.0, 220.0])
    for wrong in ([], [5.0], [30000.0], [float("nan")], list(np.geomspace(20, 19000, 65))):
        with pytest.raises(ValueError, match="band"):
            bands_from_pitches(wrong)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["E2", "A2"], [82.4069, 110.0]),
        (["F#3", "Gb3"], None),  # the same key twice
        (["Bb1"], [58.2705]),
        (["C4", "midi", 57, 45.5, "hz", 500], [113.2232, 220.0, 261.6256, 500.0]),
        (["220", "midi", "81"], [220.0, 880.0]),
        (["E2 A2 D3"], [82.4069, 110.0, 146.8324]),  # one text, as a text field or a message box sends it
        (["E2,A2; D3"], [82.4069, 110.0, 146.8324]),
        (["midi 57 45.5", "hz 500"], [113.2232, 220.0, 500.0]),
        ([" bank "], []),
        (["E2 H2"], None),
        ([""], None),
        (["bank"], []),
        ([], []),
        (["H2"], None),
        (["bank", 220], None),
        (["midi", 200], None),
        ([5], None),
        (["inf"], None),
        (list(np.geomspace(20, 9000, 65)), None),
    ],
)
def test_bands_as_a_musician_writes_them(words: list[float | str], wanted: list[float] | None) -> None:
    if wanted is None:
        with pytest.raises(ValueError, match=r"must .*, got "):
            bands_from_words(words)
    else:
        assert bands_from_words(words) == pytest.approx(wanted, abs=1e-3)


def test_gain_map_shares_a_pitch_between_its_neighbours() -> None:
    centres = [100.0, 200.0, 400.0]
    np.testing.assert_allclose(gain_map_row([(200.0, 0.3)], centres), [0, 1, 0])
    np.testing.assert_allclose(gain_map_row([(200.0 * 2**0.25, 2.0)], centres), [0, 0.75, 0.25], atol=1e-12)
    np.testing.assert_allclose(gain_map_row([(50.0, 1.0), (5000.0, 3.0)], centres), [0.25, 0, 0.75])
    with pytest.raises(ValueError, match="pitch"):
        gain_map_row([], centres)
    with pytest.raises(ValueError, match="ascend"):
        gain_map_row([(1.0, 1.0)], [200.0, 100.0])

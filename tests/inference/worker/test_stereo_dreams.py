"""A stereo take gives a stereo dream: in the arena, in its file, as a loop. A mono one is what it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from live_inference.files.mono import middle
from live_inference.worker import messages as m
from support.plucks import plucked
from support.worker_here import RATE, order, work

FRAMES = 2 * RATE
VOICE, LOOP = m.ArenaRange(0, FRAMES, FRAMES), m.ArenaRange(50 * RATE, 2 * RATE, 3 * RATE)


def two_sides() -> np.ndarray:
    """Two players, one on each side. Shape: `[2, frames]`, at 8 kHz"""
    left, right = (np.resize(plucked(pitches)[::6], 16_000) for pitches in ([220.0, 330.0], [277.2, 415.3]))
    return np.stack([left, 0.6 * right]).astype(np.float32)


def made(worker, take: np.ndarray, number: int = 1, **changes):
    """Let the worker dream on a take; return its answer, the file's samples `[frames, channels]`, the sidecar."""
    one = replace(order(worker, number), **{"voice": VOICE, "loop": LOOP, "rng_seed": 7, **changes})
    soundfile.write(one.recording, take.T, 8000, subtype="FLOAT")
    worker.mailbox.inbox.put(m.DreamBatch([one]))
    work(worker)
    ready = worker.said[-1]
    assert isinstance(ready, m.DreamReady), ready
    samples, rate = soundfile.read(ready.path, dtype="float32", always_2d=True)
    assert rate == RATE and len(samples) == FRAMES
    return ready, samples, json.loads(Path(ready.path).with_suffix(".json").read_text())


def arena(worker) -> np.ndarray:
    return np.fromfile(worker.folder / "arena", np.float32)


def test_a_stereo_take_gives_a_stereo_dream_around_the_one_of_its_mid(worker):
    ready, samples, sidecar = made(worker, two_sides())
    assert samples.shape[1] == ready.channels == sidecar["channels"] == 2
    left, right = (arena(worker)[row] for row in VOICE.rows)
    np.testing.assert_array_equal(np.stack([left, right], axis=1), samples)
    _, mono, other = made(worker, np.float32(0.5) * two_sides().sum(axis=0), number=2)
    assert mono.shape[1] == other["channels"] == 1 and "width" not in other
    np.testing.assert_allclose(samples.mean(axis=1), mono[:, 0], atol=1e-6 * np.abs(mono).max())
    assert other["seed_sha256"] == sidecar["seed_sha256"] and other["scores"] == pytest.approx(sidecar["scores"])
    assert len(sidecar["width"]["beside"]) == len(sidecar["width"]["centres_hz"]) > 5
    assert np.std(samples[:, 0] - samples[:, 1]) > 0.1 * np.std(mono)


def test_its_loop_has_both_channels_cut_at_one_seam(worker):
    ready, samples, _ = made(worker, two_sides())
    left, right = (arena(worker)[row][: ready.loop_frames] for row in LOOP.rows)
    assert 0 < ready.loop_frames < FRAMES and np.abs(left - right).max() > 0.0
    # Where nothing is faded the loop is the dream, louder or softer on both channels by one gain.
    body = np.stack([left, right])[:, ready.loop_frames // 2 : ready.loop_frames // 2 + 500]
    dream = np.lib.stride_tricks.sliding_window_view(samples.T, 500, axis=1)
    size = np.linalg.norm(dream, axis=2) * np.linalg.norm(body, axis=1)[:, None]
    like = np.einsum("cnk,ck->cn", dream, body) / np.maximum(size, 1e-12)
    places = like.argmax(axis=1)
    assert places[0] == places[1] and np.all(like.max(axis=1) > 0.9999)
    gains = [np.linalg.norm(body[c]) / np.linalg.norm(dream[c, places[0]]) for c in (0, 1)]
    assert gains[0] == pytest.approx(gains[1], rel=1e-3)


def test_every_answer_on_the_way_says_how_many_channels_there_are(worker):
    made(worker, two_sides())
    told = [one for one in worker.said if isinstance(one, m.DreamProgress)]
    assert {one.channels for one in told} == {2}
    assert [one.filled for one in told] == sorted(one.filled for one in told) and told[-1].filled == FRAMES
    worker.said.clear()
    made(worker, two_sides()[:1], number=2)
    assert {one.channels for one in worker.said if isinstance(one, m.DreamProgress)} == {1}


def test_a_mono_dream_leaves_the_second_row_alone(worker):
    before = np.memmap(worker.folder / "arena", np.float32, "r+")
    before[VOICE.rows[1]] = before[LOOP.rows[1]] = 0.25
    before.flush()
    ready, samples, _ = made(worker, two_sides()[:1])
    assert ready.channels == 1
    np.testing.assert_array_equal(arena(worker)[VOICE.rows[0]], samples[:, 0])
    assert np.all(arena(worker)[VOICE.rows[1]] == 0.25) and np.all(arena(worker)[LOOP.rows[1]] == 0.25)


def test_where_there_is_room_for_one_channel_the_middle_sounds(worker):
    _, samples, _ = made(worker, two_sides(), voice=VOICE.mono, loop=None)
    assert samples.shape[1] == 2, "the file has both"
    np.testing.assert_array_equal(arena(worker)[:FRAMES], middle(samples.T))


def test_a_stereo_seed_of_the_live_input_is_kept_with_both_channels(worker):
    heard = np.repeat(two_sides(), 2, axis=1)  # at the engine's rate
    place = m.ArenaRange(30 * RATE, heard.shape[1], heard.shape[1])
    shared = np.memmap(worker.folder / "arena", np.float32, "r+")
    for row, channel in zip(place.rows, heard, strict=True):
        shared[row] = channel
    shared.flush()
    kept = worker.folder / "live" / "live-0001.wav"
    one = replace(order(worker, 1), voice=VOICE, loop=None, rng_seed=7, seed=place, recording=str(kept))
    worker.mailbox.inbox.put(m.DreamBatch([one]))
    work(worker)
    assert isinstance(worker.said[-1], m.DreamReady) and worker.said[-1].channels == 2
    np.testing.assert_array_equal(soundfile.read(kept, dtype="float32")[0].T, heard)

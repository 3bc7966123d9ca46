"""A dream that is complete becomes a loop in the arena, a file, and a sidecar that says how it was made."""

from __future__ import annotations

import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from live_inference.dreaming.heeded import told_of_seed
from live_inference.files.dreams import (
    atomically,
    dream_path,
    file_fingerprint,
    sha256_of_samples,
    write_dream,
    write_wav,
)
from live_inference.files.mono import middle
from live_inference.loops.cutting import make_loop
from live_inference.loops.pitches import Pitch, strongest_pitches
from live_inference.scores.sidecar import Delivered, SidecarScores
from live_inference.worker import messages as m
from live_inference.worker.answers import FAULTS, failure
from live_inference.worker.arena import SharedSamples
from live_inference.worker.jobs import DreamBegun
from live_inference.worker.mailbox import Mailbox
from live_inference.worker.warm_models import WarmModels
from live_models.arrays import FloatArray
from live_models.families import family_of


class Delivery:
    """Writes what a dream leaves behind. *Main thread of the worker process*; a thread of its own adds scores."""

    def __init__(self, mailbox: Mailbox, models: WarmModels, arena: SharedSamples, sample_rate: int):
        """``sample_rate``: the engine's, in Hz."""
        self.scores = SidecarScores()
        self._mailbox = mailbox
        self._models = models
        self._arena = arena
        self._sample_rate = sample_rate

    def deliver(self, one: DreamBegun) -> m.Message:
        """Write loop, file and sidecar of a complete dream; return the answer to its order."""
        try:
            return self._write(one)
        except OSError as error:
            why = error.strerror or str(error)
            order = one.order
            return m.DreamFailed(order.id, f"the dream cannot be written to {order.folder} ({why}; see [paths] dreams)")
        except FAULTS as error:
            return failure(one.order, error)

    def keep_live_seed(self, order: m.DreamOrder, samples: FloatArray) -> str:
        """Write the seed of a dream from the live input, so that the dream can be made again.

        Return its file's fingerprint, empty if it cannot be written.
        """
        file = Path(order.recording)
        try:
            atomically(file, lambda part: write_wav(part, samples, self._sample_rate), private=True)
        except OSError as error:
            self._mailbox.send(m.Problem("/dream/seed/live", f"the live seed is not kept ({error.strerror or error})"))
            return ""
        return file_fingerprint(file)

    def _write(self, one: DreamBegun) -> m.DreamReady | m.DreamCancelled:
        order = one.order
        samples = np.concatenate(one.chunks, axis=-1)
        mono = middle(samples)

        # 1) Its loop and its pitches.
        loop, no_loop = samples[..., :0], ""
        if order.loop is not None:
            try:
                loop = make_loop(samples, self._sample_rate)
            except ValueError as error:  # a single note, then silence: still a dream
                no_loop = f"dream {order.id} is a file, and no loop: {error}"
        self._arena.write(order.loop, 0, loop)
        pitches = strongest_pitches(middle(loop) if loop.size else mono, self._sample_rate)

        # 2) Its file and sidecar.
        name = order.recording_name or Path(order.recording).name
        path = dream_path(Path(order.folder), name, order.id)
        generator, checkpoint = self._models.generator(self._models.name_of(order.model))
        spec = generator.spec
        sidecar = {
            "dream": path.name,
            "recording": name,
            "recording_fingerprint": one.fingerprint,
            **({"noise": {"kind": order.noise, "rng_seed": order.rng_seed}} if order.noise else {}),
            "seed_sha256": sha256_of_samples(one.seed),
            "seed_span_s": list(one.span_s),
            "checkpoint": checkpoint.card["name"],
            "checkpoint_sha256": checkpoint.sha256,
            "approach": spec.approach,
            "hop_length": spec.hop_length,
            "model_sample_rate": spec.sample_rate,
            "backend": family_of(spec.approach).backend_for(self._models.backend),
            "controls": asdict(one.controls),
            "condition": told_of_seed(one.seed, spec.sample_rate, one.said) if spec.condition else None,
            "steered": one.steered,
            "rng_seed": order.rng_seed,
            "duration_s": order.duration_s,
            "sample_rate": self._sample_rate,
            "channels": samples.ndim,
            **({"width": one.width.told()} if one.width else {}),
            "times": _times(one, time.time()),
            "scores": _first_scores(mono, one.seed),
            **_pitches(pitches),
        }
        if order.id in self._mailbox.cancelled:
            return m.DreamCancelled(order.id)
        if one.live is not None:
            sidecar["recording_fingerprint"] = self.keep_live_seed(order, one.live)
        write_dream(path, samples, self._sample_rate, sidecar)

        # 3) What follows once it is on disk.
        if no_loop:
            self._mailbox.send(m.Problem("", no_loop))
        self.scores.put(
            Delivered(
                path,
                mono,
                self._sample_rate,
                one.seed[:0] if order.noise else one.seed,  # no dream should resemble noise
                spec.sample_rate,
                spec.hop_length,
                checkpoint.card.get("reference"),
                conditioned=spec.condition and one.controls.influence > 0.0,
                said=one.said if spec.condition else (),
            )
        )
        return m.DreamReady(
            order.id,
            path.as_posix(),
            order.duration_s,
            loop_frames=loop.shape[-1],
            channels=samples.ndim,
            **_pitches(pitches),
        )


def _pitches(pitches: list[Pitch]) -> dict[str, list[float]]:
    return {
        "pitches_hz": [pitch.frequency_hz for pitch in pitches],
        "pitch_weights": [pitch.weight for pitch in pitches],
    }


def _times(one: DreamBegun, ready_s: float) -> dict[str, Any]:
    return {
        "started": _iso(one.started_s),
        "ready": _iso(ready_s),
        "x_realtime": one.order.duration_s / (ready_s - one.started_s),
    }


def _first_scores(samples: FloatArray, seed: FloatArray) -> dict[str, float]:
    """Level of the dream and of its last third, in dB relative to the seed; constant offsets do not count."""
    reference = _rms(seed)
    third = samples[-len(samples) // 3 :]
    return {
        "level_db": 20 * float(np.log10(_rms(samples) / reference)),
        "last_third_db": 20 * float(np.log10(_rms(third) / reference)),
    }


def _rms(samples: FloatArray) -> float:
    return max(float(np.std(samples, dtype=np.float64)), 1e-9)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")

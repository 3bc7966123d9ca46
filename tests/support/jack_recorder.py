"""A JACK client for tests that records ports, sample by sample, under a synchronous server."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt


class JackRecorder:
    """`with JackRecorder(jack.environment, ports) as recorder:` then `recorder.sound()`: [ports, samples] so far."""

    def __init__(self, environment: Mapping[str, str], ports: Sequence[str]) -> None:
        import jack  # not at the top: it loads libjack, and fails where there is none

        for name in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER"):
            os.environ[name] = environment[name]
        self._ports = ports
        self._client = jack.Client(
            f"rec-{uuid.uuid4().hex[:6]}", no_start_server=True, servername=environment["JACK_DEFAULT_SERVER"]
        )
        self._inputs = [self._client.inports.register(f"in_{number}") for number in range(len(ports))]
        self._blocks: list[npt.NDArray[np.float32]] = []
        self._frames, self._rate = 0, int(self._client.samplerate)
        self._client.set_process_callback(self._process)

    def _process(self, frames: int) -> None:
        self._blocks.append(np.stack([port.get_array().copy() for port in self._inputs]))
        self._frames += frames

    def __enter__(self) -> JackRecorder:
        self._client.activate()
        for source, sink in zip(self._ports, self._inputs, strict=True):
            self._client.connect(source, sink)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.deactivate()
        self._client.close()

    @property
    def frames(self) -> int:
        """How many frames were recorded so far."""
        return self._frames

    def now_s(self) -> float:
        """The time in the recording: JACK's, which a busy machine makes go behind the wall's."""
        return self._frames / self._rate

    def hear(self, seconds: float, meanwhile: Callable[[], object] = lambda: None, patience_s: float = 60.0) -> None:
        """Record this many seconds more, of JACK's time: on a busy machine it goes behind the wall's.

        ``meanwhile`` is called fifty times a second.
        """
        end = self.frames + round(seconds * self._rate)
        deadline = time.monotonic() + patience_s + seconds
        while self.frames < end:
            assert time.monotonic() < deadline, "JACK stands still"
            meanwhile()
            time.sleep(0.02)

    def sound(self) -> npt.NDArray[np.float32]:
        return np.concatenate(self._blocks, axis=1)

"""An engine with its control and its record, without a process."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.control import EngineControl
from live_daemon.audio.engine import Engine
from live_daemon.audio.record import AudioRecord
from support.signals import SAMPLE_RATE


class Stage:
    def __init__(self, folder: Path, arena_s: float = 4.0, sample_rate: int = SAMPLE_RATE) -> None:
        self.record = AudioRecord.create(folder, sample_rate, round(arena_s * sample_rate))
        self.engine = Engine(self.record)
        self.control = EngineControl(self.record)

    def panic(self) -> None:
        """Ask for a panic and handle it at once, as OSC process and controller do."""
        self.control.panic_handled(self.record.ask_for_panic())

    def play(self, heard: NDArray[np.float32] | float, *sizes: int) -> NDArray[np.float32]:
        """Run the engine on a mono or stereo input, or on seconds of silence, in blocks of these sizes."""
        if isinstance(heard, float):
            heard = np.zeros(round(heard * self.record.sample_rate), np.float32)
        block = heard if heard.ndim == 2 else np.repeat(heard[:, None], 2, axis=1)
        out, begin, turn = np.empty((len(block), 2), np.float32), 0, 0
        while begin < len(block):
            size = sizes[turn % len(sizes)] if sizes else len(block)
            piece = np.ascontiguousarray(block[begin : begin + size])
            out[begin : begin + size] = self.engine.process(piece)
            begin, turn = begin + size, turn + 1
        return out

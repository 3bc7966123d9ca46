"""The engine without a sound card: a clock calls it, in real time or stepped at full speed."""

import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from live_daemon.audio.engine import Engine
from live_daemon.audio.record import AudioRecord
from live_daemon.audio.wav import WavWriter

DEFAULT_BLOCKSIZE = 64
_MOST_BEHIND_S = 0.25  # a clock that is later than this skips the time and counts it, as a sound card would
_OUTPUT_UNDERFLOW = 4
_REST_S = 0.0005  # between two looks of a stepped clock at its limit


class Clock:
    """Calls the engine block after block: live input from samples (then silence), output to a file if wanted.

    The record's `clock_limit_frames` decides: -1 runs in real time; any other number runs fast up to that frame and
    waits there. The input's position is the record's frame, so a restarted clock goes on where it was.

    Shape: input_samples (frames,) or (2, frames), at the record's sample rate.
    """

    def __init__(
        self,
        record: AudioRecord,
        blocksize: int = DEFAULT_BLOCKSIZE,
        input_samples: NDArray[np.float32] | None = None,
        writer: WavWriter | None = None,
        output_channels: int = 2,
    ) -> None:
        heard = np.atleast_2d(np.zeros(0, np.float32) if input_samples is None else input_samples)
        record.put("input_channels", len(heard))
        record.put("output_channels", output_channels)
        record.put("blocksize", blocksize)
        record.put("latency_in_s", 0.0)
        record.put("latency_out_s", blocksize / record.sample_rate)
        self._record = record
        self._engine = Engine(record)
        # In place of a device it runs at that one's rate: nothing is resampled there and back.
        self._rate = record.get("engine_sample_rate") if record.get("stand_in") else record.sample_rate
        self._engine.set_sample_rate(self._rate)
        self._engine.keep_start()
        self._blocksize = blocksize
        self._input = heard.T
        self._writer = writer
        self._block = np.zeros((blocksize, len(heard)), np.float32)
        self._output = np.zeros((blocksize, output_channels), np.float32)

    def run(self, stop: threading.Event) -> None:
        """Run until `stop` is set. Any one thread."""
        due: float | None = None
        while not stop.is_set():
            limit, frame = self._record.get("clock_limit_frames"), self._record.get("frame")
            if limit < 0:
                due = self._run_real_time(due)
            elif frame < limit:
                due = None
                self._run_block(min(self._blocksize, limit - frame))
            else:
                due = None
                if self._writer is not None:
                    self._writer.flush()
                self._record.put("clock_waits", self._record.get("clock_waits") + 1)
                time.sleep(_REST_S)
        if self._writer is not None:
            self._writer.flush()

    def _run_real_time(self, due: float | None) -> float:
        """Run one block when it is due; return when the next is."""
        now = time.monotonic()
        flags = 0
        if due is None:
            due = now
        elif now < due:
            time.sleep(due - now)
        elif now - due > _MOST_BEHIND_S:
            due, flags = now, _OUTPUT_UNDERFLOW
        self._run_block(self._blocksize, flags)
        return due + self._blocksize / self._rate

    def _run_block(self, frames: int, flags: int = 0) -> None:
        begin = self._record.get("frame")
        heard = self._input[begin : begin + frames]
        block, output = self._block[:frames], self._output[:frames]
        block[: len(heard)] = heard
        block[len(heard) :] = 0.0
        self._engine.process(block, output, flags)
        if self._writer is not None:
            self._writer.write(output)


def load_input(path: Path, sample_rate: float) -> NDArray[np.float32]:
    """Read a file as live input, resampled: both channels if it is stereo, else the mean of its channels.

    Shape: (frames,) or (2, frames).

    Raises:
        ValueError: not a readable audio file.
    """
    import soxr

    from live_inference.files.audio import blocks_of
    from live_inference.files.mono import ChannelLevels, to_mono
    from live_inference.files.opening import open_audio
    from live_inference.files.source import AudioFileError

    try:
        source = open_audio(path)
    except AudioFileError as error:
        raise ValueError(f"input must be a readable audio file: {error}") from error
    try:
        found_rate = source.sample_rate
        blocks = [np.zeros((0, source.channels), np.float32), *blocks_of(source)]
    except AudioFileError as error:
        raise ValueError(f"input must be a readable audio file: {error}") from error
    finally:
        source.close()
    whole = np.concatenate(blocks)
    levels = ChannelLevels(whole.shape[1])
    levels.add(whole)
    heard = whole if levels.stereo else to_mono(whole, None)
    if found_rate != sample_rate:
        # One NaN would become many in the resampler, and the engine would count them all.
        heard = soxr.resample(np.nan_to_num(heard, posinf=0.0, neginf=0.0), found_rate, sample_rate).astype(np.float32)
    return np.ascontiguousarray(heard.T)

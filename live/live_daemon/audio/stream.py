"""The engine on a sound card: PortAudio calls the compiled callback directly, without Python."""

import ctypes
import threading
from pathlib import Path
from typing import Any

from live_daemon.audio.devices import NAME_PATIENCE_S, DeviceError, choose_devices, jack_name, portaudio
from live_daemon.audio.engine import Engine
from live_daemon.audio.jack_connections import JackConnections
from live_daemon.audio.record import AudioRecord

STOP_TIMEOUT_S = 0.5


class EngineStream:
    """A running stream that calls the engine. *Main thread of the audio process.*

    It runs at the record's sample rate, or at the device's own where that is refused. It has as many outputs as are
    wanted, or as the device has.

    Raises:
        DeviceError: no such device, or it refuses its own sample rate or the blocksize.
    """

    def __init__(
        self, record: AudioRecord, device: str, blocksize: int, client_name: str, output_channels: int = 2
    ) -> None:
        module = portaudio(client_name, name_patience_s=NAME_PATIENCE_S)
        self._module = module
        chosen = choose_devices(module, device, output_channels)
        self._name = chosen.name
        inputs, outputs = chosen.input_channels, chosen.output_channels
        record.put("input_channels", inputs)
        record.put("output_channels", outputs)
        self._engine = Engine(record)
        ffi = module._ffi
        duplex = inputs > 0
        what = {
            # 0 follows the host's period and adds no latency; a fixed one adds a block.
            "blocksize": blocksize,
            "device": chosen.index,
            "channels": (inputs, outputs) if duplex else outputs,
            "dtype": "float32",
            "latency": "low",
            "callback": ffi.cast("PaStreamCallback*", self._engine.address),
            "userdata": ffi.cast("void*", self._engine.userdata),
            "wrap_callback": None,
        }
        rates = dict.fromkeys((record.sample_rate, chosen.own_sample_rate))
        refused: Exception | None = None
        self._stream: Any = None
        for rate in rates:
            try:
                self._stream = module._StreamBase("duplex" if duplex else "output", samplerate=rate, **what)
            except (module.PortAudioError, ValueError) as error:
                refused = error
            else:
                break
        if self._stream is None:
            raise DeviceError(
                f"audio device {chosen.name} cannot be opened at {' or '.join(f'{rate:g}' for rate in rates)} Hz, "
                f"blocks of {blocksize}: {refused} (set [audio] device, sample_rate or blocksize)"
            ) from refused
        latency = self._stream.latency
        record.put("latency_in_s", latency[0] if duplex else 0.0)
        record.put("latency_out_s", latency[1] if duplex else latency)
        self._engine.set_sample_rate(self._stream.samplerate)
        record.put("blocksize", blocksize)
        self._engine.keep_start()
        try:
            self._stream.start()
        except module.PortAudioError as error:
            raise DeviceError(f"audio device {chosen.name} cannot be started: {error}") from error

    def jack_connections(self, file: Path) -> JackConnections | None:
        """Return the keeper of our connections in JACK; None where the stream is not a JACK client."""
        if not self._name.startswith("JACK:"):
            return None
        try:
            library = ctypes.CDLL(self._module._libname)
            return JackConnections(library, jack_name(self._module), self._name, file)
        except (AttributeError, OSError):
            return None  # on Windows JACK is not found behind PortAudio; or its server has just died

    def close(self) -> bool:
        """Stop the stream; return whether it stopped. A dead audio server hangs PortAudio: leave it."""
        closer = threading.Thread(target=self._close, daemon=True)
        closer.start()
        closer.join(STOP_TIMEOUT_S)
        return not closer.is_alive()

    def _close(self) -> None:
        self._stream.abort()
        self._stream.close()

"""Finds audio devices through PortAudio: by name, by index, or the system's default."""

import ctypes
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

NAME_PATIENCE_S = 3.0
"""JACK needs a moment to notice that a client was killed. After that another daemon has the name."""
_NAME_RETRY_S = 0.05
_client_name: ctypes.Array[ctypes.c_char] | None = None  # PortAudio keeps the pointer


class DeviceError(RuntimeError):
    """PortAudio or the device is missing, or cannot be opened."""


def portaudio(client_name: str | None = None, *, name_patience_s: float = 0.0) -> Any:
    """Return the sounddevice module after PortAudio has listed the devices that exist now.

    ``client_name``: what JACK shows for us. While somebody else has it, it is asked for again for ``name_patience_s``:
    programs that connect by name must find us. Main thread, while no stream is open.

    Raises:
        DeviceError: PortAudio's library is missing.
    """
    global _client_name  # noqa: PLW0603
    with _quiet_libraries():
        try:
            import sounddevice
        except OSError as error:
            raise DeviceError(
                f"PortAudio must be installed to use a sound card: {error} (install libportaudio2)"
            ) from error
        # PortAudio lists devices at Pa_Initialize only; an audio server may have come or gone since.
        sounddevice._terminate()
        if client_name is not None:
            library = ctypes.CDLL(sounddevice._libname)
            if hasattr(library, "PaJack_SetClientName"):
                _client_name = ctypes.create_string_buffer(client_name.encode())
                library.PaJack_SetClientName(_client_name)
        sounddevice._initialize()
        until_s = time.monotonic() + name_patience_s
        while jack_name(sounddevice) not in ("", client_name) and time.monotonic() < until_s:
            sounddevice._terminate()
            time.sleep(_NAME_RETRY_S)
            sounddevice._initialize()
    return sounddevice


def jack_name(sounddevice: Any) -> str:
    """Return what JACK calls us now; empty without JACK. Main thread, while PortAudio is initialised."""
    library = ctypes.CDLL(sounddevice._libname)
    name = ctypes.c_char_p()
    if not hasattr(library, "PaJack_GetClientName") or library.PaJack_GetClientName(ctypes.byref(name)) != 0:
        return ""
    return (name.value or b"").decode(errors="surrogateescape")


def list_devices(sounddevice: Any = None) -> list[dict[str, Any]]:
    """Return the devices that exist now: index, name, host_api, channels in and out, sample rate (Hz), and the
    `device` setting that names each unambiguously. Main thread, while no stream is open.
    """
    module = portaudio() if sounddevice is None else sounddevice
    hosts = module.query_hostapis()
    found = []
    for index, info in enumerate(module.query_devices()):
        host = hosts[info["hostapi"]]["name"].split(" Audio Connection Kit")[0]
        found.append(
            {
                "index": index,
                "device": f"{host}:{info['name']}",
                "name": info["name"],
                "host_api": host,
                "input_channels": info["max_input_channels"],
                "output_channels": info["max_output_channels"],
                "sample_rate": info["default_samplerate"],
            }
        )
    return found


def default_devices(sounddevice: Any, found: list[dict[str, Any]]) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """Return the system's default input (None: there is none) and output. They may be two devices, as on a Mac.

    Raises:
        DeviceError: there is no default output.
    """
    by_index = {device["index"]: device for device in found}
    first, second = (by_index.get(index) for index in sounddevice.default.device)
    if second is None:
        names = ", ".join(f"{d['index']} {d['device']}" for d in found) or "none"
        raise DeviceError(f"the system has no default audio output; devices: {names} (set [audio] device)")
    return first, second


def choose_device(spec: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the one device that a setting names: an index, `HOST:name`, a name, or a part that only one name has.

    Raises:
        DeviceError: none or several fit; the message lists what was found.
    """
    for fits in (
        [d for d in found if spec == str(d["index"])],
        [d for d in found if spec.lower() == d["device"].lower()],
        [d for d in found if spec.lower() == d["name"].lower()],
        [d for d in found if spec.lower() in d["device"].lower()],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            names = ", ".join(f"{d['index']} {d['device']}" for d in fits)
            raise DeviceError(f"audio device must be one, {spec!r} fits {len(fits)}: {names} (set [audio] device)")
    names = ", ".join(f"{d['index']} {d['device']}" for d in found) or "none"
    raise DeviceError(
        f"audio device {spec!r} was not found; devices: {names} (set [audio] device; `none` needs no card)"
    )


@dataclass(frozen=True, slots=True)
class ChosenDevices:
    """A device to play on and, where there is one, a device to listen to.

    `index` is a PortAudio stream's device: a pair for input and output, one number for output alone.
    """

    name: str
    index: tuple[int, int] | int
    input_channels: int
    output_channels: int
    own_sample_rate: float


def choose_devices(sounddevice: Any, spec: str, most_outputs: int) -> ChosenDevices:
    """Return the devices that the `device` setting names now, with at most two inputs and ``most_outputs`` outputs.

    Main thread, while no stream is open.

    Raises:
        DeviceError: no such device, or it has no outputs.
    """
    found = list_devices(sounddevice)
    if spec == "default":
        heard, played = default_devices(sounddevice, found)
    else:
        heard = played = choose_device(spec, found)
    inputs = 0 if heard is None else min(2, heard["input_channels"])
    outputs = min(most_outputs, played["output_channels"])
    if outputs == 0:
        raise DeviceError(f"audio device must have outputs, {played['device']} has none (set [audio] device)")
    index = played["index"] if heard is None or inputs == 0 else (heard["index"], played["index"])
    return ChosenDevices(played["device"], index, inputs, outputs, played["sample_rate"])


def is_there(spec: str, client_name: str) -> bool:
    """Whether a device that was away can be found now. Main thread, while no stream is open."""
    try:
        choose_devices(portaudio(client_name), spec, most_outputs=2)
    except DeviceError:
        return False
    return True


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Keep the host APIs' C libraries from writing to stderr about every device that they try."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)

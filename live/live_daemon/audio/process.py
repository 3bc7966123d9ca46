"""The audio process: runs the engine on a device or a clock until stdin ends or SIGTERM comes."""

import argparse
import math
import mmap
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from live_daemon.audio.bridge import Bridge, begin_session
from live_daemon.audio.clock import DEFAULT_BLOCKSIZE, Clock, load_input
from live_daemon.audio.devices import DeviceError, is_there
from live_daemon.audio.engine import engine_callback
from live_daemon.audio.layout import MAX_OWN_OUTPUTS, MAX_SLOTS, ProcessState, SlotPhase
from live_daemon.audio.record import AudioRecord, RecordError
from live_daemon.audio.stream import EngineStream
from live_daemon.audio.wav import WavWriter
from live_daemon.log import say
from live_inference.command_line.compiling import told_compiling
from live_inference.command_line.terminal import tell

EXIT_OK, EXIT_FAILED, EXIT_USAGE, EXIT_NO_DEVICE = 0, 1, 2, 3
LOOK_S = 1.0
_POLL_S = 0.05
_FADE_S = 0.02  # twice the master's slew
_JOIN_S = 1.0
_PAGE_SAMPLES = mmap.PAGESIZE // 4


def main(arguments: list[str] | None = None) -> int:
    """Run the audio process; return its exit status: 0 stopped, 1 failed, 2 wrong usage, 3 no such device."""
    parser = argparse.ArgumentParser(prog="python -m live_daemon.audio", description=__doc__)
    parser.add_argument("--record", type=Path, required=True, metavar="FOLDER", help="folder of the audio record")
    parser.add_argument(
        "--device", required=True, help="PortAudio index, HOST:name, name, `default`, `bridge`, or `none` for a clock"
    )
    parser.add_argument("--plugin", type=Path, metavar="FILE", help="with `bridge`: the plugin's library")
    parser.add_argument("--osc-port", type=int, default=0, help="with `bridge`: where the plugin sends what is turned")
    parser.add_argument("--sample-rate", type=int, default=48000, help="Hz; must be the record's")
    parser.add_argument("--blocksize", type=int, default=0, help="frames; 0: the host's period (a clock's is 64)")
    parser.add_argument(
        "--output-channels", type=int, default=2, help="channels wanted: the stereo mix, and one each for loops"
    )
    parser.add_argument("--input", type=Path, metavar="FILE", help="with `none`: play this file as the live input")
    parser.add_argument("--output", type=Path, metavar="FILE", help="with `none`: write the output here (float WAV)")
    parser.add_argument("--client-name", default="live-daemon", help="what JACK calls this process")
    parser.add_argument(
        "--connections", type=Path, metavar="FILE", help="keep our connections in JACK here, and restore them"
    )
    parser.add_argument("--stand-in", action="store_true", help="let a clock run the engine while the device is away")
    parser.add_argument("--spare", action="store_true", help="load everything, and begin when a line arrives on stdin")
    options = parser.parse_args(arguments)
    if not 0 <= options.blocksize <= 8192:
        parser.error(f"--blocksize must be in range 0..8192, got {options.blocksize}")
    if not 2 <= options.output_channels <= 2 + MAX_OWN_OUTPUTS:
        parser.error(f"--output-channels must be in range 2..{2 + MAX_OWN_OUTPUTS}, got {options.output_channels}")
    if options.device != "none" and (options.input or options.output):
        parser.error("--input and --output need --device none")
    if options.device == "bridge" and options.plugin is None:
        parser.error("--device bridge needs --plugin")
    try:
        return _run(options)
    except DeviceError as error:
        return _fail(error, EXIT_NO_DEVICE)
    except (RecordError, ValueError, OSError) as error:
        return _fail(error, EXIT_FAILED)


def _fail(error: Exception, status: int) -> int:
    tell(f"live-daemon audio: {error}")
    return status


def _run(options: argparse.Namespace) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us in order
    if options.spare:
        engine_callback()
        if not os.read(0, 64):
            return EXIT_OK  # whoever started us has ended
    record = AudioRecord.open(options.record)
    if options.sample_rate != record.sample_rate:
        raise RecordError(f"sample rate must be the record's {record.sample_rate:g} Hz, got {options.sample_rate}")
    record.put("pid", os.getpid())
    record.put("process_state", ProcessState.COMPILING)
    with told_compiling("the audio engine", say):
        engine_callback()
    record.put("process_state", ProcessState.STARTING)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    threading.Thread(target=_watch_stdin, args=(stop,), daemon=True).start()
    _touch(record.fields["input_ring"][0][: record.get("ring_frames")].reshape(-1))
    record.fields["command_row"].max()  # the command ring, too: the callback must not wait for its pages
    try:
        if options.device == "none":
            _fade_in(record)
            _run_clock(options, record, stop)
        else:
            _run_device(options, record, stop)
    finally:
        record.put("process_state", ProcessState.STOPPED)
    return EXIT_OK


def _run_clock(options: argparse.Namespace, record: AudioRecord, stop: threading.Event) -> None:
    samples = load_input(options.input, record.sample_rate) if options.input else None
    writer = None
    if options.output:
        resumes = record.get("frame") > 0
        writer = WavWriter(options.output, options.sample_rate, options.output_channels, resume=resumes)
    clock = Clock(record, options.blocksize or DEFAULT_BLOCKSIZE, samples, writer, options.output_channels)
    failures: list[Exception] = []
    ended = threading.Event()

    def run() -> None:
        try:
            clock.run(ended)
        except Exception as error:
            failures.append(error)
            stop.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    record.put("process_state", ProcessState.RUNNING)
    _attend(record, stop)
    _fade_out(record)
    ended.set()
    thread.join(_JOIN_S)
    if failures:
        raise failures[0]


def _run_stream(options: argparse.Namespace, record: AudioRecord, stop: threading.Event) -> None:
    stream = EngineStream(record, options.device, options.blocksize, options.client_name, options.output_channels)
    connections = stream.jack_connections(options.connections) if options.connections else None
    record.put("process_state", ProcessState.RUNNING)
    _attend(record, stop, look=connections.look if connections is not None else lambda: None)
    _fade_out(record)
    stream.close()


def _run_device(options: argparse.Namespace, record: AudioRecord, stop: threading.Event) -> None:
    """Play on the device; while it is away, let a clock run the engine, unheard, with ``--stand-in``.

    Raises:
        DeviceError: it is away or cannot be opened, and no clock shall stand in.
    """
    told = ""
    while True:
        _fade_in(record)
        try:
            return (_run_bridge if options.device == "bridge" else _run_stream)(options, record, stop)
        except DeviceError as error:
            if not options.stand_in:
                raise
            if str(error) != told:
                told = str(error)
                say(f"no sound: {told}; the clock stands in, the device is looked for every {LOOK_S:g} s")
        with _standing_in(options, record):
            _attend(record, stop, LOOK_S)
            while not stop.is_set() and not _may_be_back(options):
                _attend(record, stop, LOOK_S)
        if stop.is_set():
            return None


def _may_be_back(options: argparse.Namespace) -> bool:
    """Whether to try again: to open the bridge costs little, a stream of a device that is away a lot."""
    return options.device == "bridge" or is_there(options.device, options.client_name)


def _run_bridge(options: argparse.Namespace, record: AudioRecord, stop: threading.Event) -> None:
    """Be driven by a host's plugin; while no host plays, let a clock run the engine with ``--stand-in``.

    Raises:
        DeviceError: the ring cannot be made, or another daemon has it.
    """
    bridge = Bridge(options.plugin, options.osc_port)
    say("the bridge is open: play in a host with the plugin `live-daemon bridge`")
    try:
        _attend_hosts(bridge, options, record, stop)
    finally:
        bridge.close()


def _attend_hosts(bridge: Bridge, options: argparse.Namespace, record: AudioRecord, stop: threading.Event) -> None:
    def host_plays() -> bool:
        bridge.attend(record)
        return bridge.host(0.0) is not None

    while not stop.is_set():
        bridge.attend(record)
        host = bridge.host(0.0)
        if host is None:
            if options.stand_in:
                with _standing_in(options, record):
                    _attend(record, stop, until=host_plays)
            else:
                bridge.host(_POLL_S)
            continue
        engine = begin_session(record, host, options.output_channels)
        _fade_in(record)
        ended = np.zeros(1, np.int32)
        thread = threading.Thread(target=bridge.run, args=(engine, ended), daemon=True)
        thread.start()
        record.put("process_state", ProcessState.RUNNING)

        def has_ended(thread: threading.Thread = thread) -> bool:
            bridge.attend(record)
            return not thread.is_alive()

        _attend(record, stop, until=has_ended)
        if stop.is_set():
            _fade_out(record)
        ended[0] = 1
        thread.join()


@contextmanager
def _standing_in(options: argparse.Namespace, record: AudioRecord) -> Iterator[None]:
    """Let a clock take commands and play dreams, unheard."""
    record.put("stand_in", 1)
    ended = threading.Event()
    clock = Clock(record, options.blocksize or DEFAULT_BLOCKSIZE, output_channels=options.output_channels)
    thread = threading.Thread(target=clock.run, args=(ended,), daemon=True)
    thread.start()
    record.put("process_state", ProcessState.RUNNING)
    try:
        yield
    finally:
        record.put("process_state", ProcessState.STARTING)
        ended.set()
        thread.join()
        record.put("stand_in", 0)


def _fade_in(record: AudioRecord) -> None:
    """Raise the whole output in 10 ms, also where a killed process left it in the middle of a sound."""
    record.put("master", 0.0)
    record.put("master_wanted", 1.0)


def _fade_out(record: AudioRecord) -> None:
    record.put("master_wanted", 0.0)
    time.sleep(_FADE_S + record.get("latency_out_s"))


def _attend(
    record: AudioRecord,
    stop: threading.Event,
    seconds: float = math.inf,
    look: Callable[[], None] = lambda: None,
    until: Callable[[], bool] = lambda: False,
) -> None:
    """Until `stop`, load the pages of new sounds before the callback needs them; call ``look`` once a second.

    ``until``: asked every 50 ms, ends it earlier.
    """
    end = time.monotonic() + seconds
    look_s = time.monotonic() + LOOK_S
    fields = record.fields[0]
    touched = np.zeros((2, MAX_SLOTS, 3), np.int64)
    # Not stop.wait: a signal that sets `stop` while it holds the event's lock would wait for itself for ever.
    while not stop.is_set() and time.monotonic() < end and not until():
        time.sleep(_POLL_S)
        if time.monotonic() >= look_s:
            look_s = time.monotonic() + LOOK_S
            look()
        ranges = [[fields[f"{kind}_{name}"] for name in ("offset", "frames", "apart")] for kind in ("slot", "pending")]
        now = np.moveaxis(np.array(ranges), 1, 2)
        used = np.stack([fields["slot_phase"] != SlotPhase.FREE, fields["slot_pending"] != 0])
        for kind, slot in np.argwhere(used & np.any(now != touched, axis=2)):
            offset, frames, apart = now[kind, slot]
            _touch(record.arena[offset : offset + frames])
            _touch(record.arena[offset + apart : offset + apart + frames])
        touched = now


def _touch(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]") -> None:
    samples[::_PAGE_SAMPLES].max(initial=0.0)


def _watch_stdin(stop: threading.Event) -> None:
    """Set `stop` when stdin ends: whoever started us has died."""
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass  # a stdin that cannot be read has ended
    stop.set()

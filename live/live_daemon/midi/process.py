"""The MIDI process: runs when ``[midi] map`` has lines. A driver that hangs blocks only this process."""

from __future__ import annotations

import argparse
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from live_daemon.log import say
from live_daemon.midi.mapping import Mapper, MidiEvent, parse_mappings
from live_daemon.midi.ports import LOOK_S, Inputs, MidiEndedError, MidiUnavailableError, open_client
from live_daemon.osc.local import heard_at
from live_daemon.osc.transport import OscSender
from live_daemon.osc.wire import PANIC, PANIC_EVERY_S, PANIC_TIMES
from live_daemon.settings import Settings, settings_from_file
from live_inference.worker.heartbeat import Heartbeat
from live_inference.worker.process import end_when_a_thread_fails, end_with_parent

RETRY_S = 5.0  # each try on a missing system makes it write its own lines to the terminal
PATIENCE_S = 10.0
BEAT_S = 1.0


def main() -> int:
    """Run until standard input closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--settings", type=Path, required=True)
    parser.add_argument("--heartbeat", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us
    stop = threading.Event()
    end_when_a_thread_fails()
    end_with_parent(stop.set)
    heartbeat = Heartbeat(options.heartbeat) if options.heartbeat else None
    try:
        run(settings_from_file(options.settings), stop, lambda: heartbeat.beat(PATIENCE_S) if heartbeat else None)
    except MidiEndedError as error:
        say(f"MIDI: {error}")
        os._exit(0)  # rtmidi cannot close the clients of a dead JACK server; the supervisor starts a fresh process
    return 0


def run(settings: Settings, stop: threading.Event, beat: Callable[[], None] = lambda: None) -> None:
    """Turn MIDI into OSC until asked to stop. *One thread; rtmidi's own threads only fill the queue.*

    Raises:
        MidiEndedError: the MIDI system has ended.
    """
    events: queue.Queue[MidiEvent] = queue.Queue()
    mapper = Mapper(parse_mappings(settings.midi.map))
    host, osc = heard_at(settings.osc.listen_host), settings.osc
    sender = OscSender([(host, osc.listen_port)])
    panics = OscSender([(host, port) for port in (osc.listen_port, osc.panic_port) if port])
    inputs = _inputs(settings.midi.input, events, stop, beat)
    look_at_s = 0.0

    def let_go() -> None:
        for path, values in mapper.forget():
            sender.send(path, *values)

    while not stop.is_set() and inputs is not None:
        beat()
        now = time.monotonic()
        if now >= look_at_s:
            look_at_s = now + LOOK_S
            try:
                one_vanished = inputs.look()
            except MidiEndedError:
                let_go()
                raise
            if one_vanished:
                let_go()
        try:
            event = events.get(timeout=LOOK_S)
        except queue.Empty:
            continue
        for path, values in mapper.messages(event):
            for more in reversed(range(PANIC_TIMES if path == PANIC else 1)):
                (panics if path == PANIC else sender).send(path, *values)
                time.sleep(PANIC_EVERY_S if more else 0.0)
    if inputs is not None:
        inputs.close()
    sender.close()
    panics.close()


def _inputs(
    wanted: str, events: queue.Queue[MidiEvent], stop: threading.Event, beat: Callable[[], None]
) -> Inputs | None:
    """Wait for a MIDI system (JACK may start after the daemon); None if asked to stop."""
    said = ""
    while not stop.is_set():
        try:
            return Inputs(wanted, events.put, say, open_client)
        except MidiUnavailableError as error:
            if str(error) != said:
                said = str(error)
                say(f"{said} (tried again every {RETRY_S:g} s)")
        again_s = time.monotonic() + RETRY_S
        while not stop.is_set() and time.monotonic() < again_s:
            beat()  # waiting is not hanging, and RETRY_S may exceed the patience
            stop.wait(BEAT_S)
    return None

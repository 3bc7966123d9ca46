"""The controller process: ``python -m live_daemon.control``, started by the supervisor."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from live_daemon.audio.record import AudioRecord
from live_daemon.control.controller import Controller
from live_daemon.settings import settings_from_file
from live_inference.worker.heartbeat import Heartbeat
from live_inference.worker.process import end_when_a_thread_fails, end_with_parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the controller process until its supervisor closes standard input or asks it to stop."""
    parser = argparse.ArgumentParser(prog="live_daemon.control", description=__doc__)
    parser.add_argument("--settings", type=Path, required=True, help="resolved settings, JSON")
    parser.add_argument("--record", type=Path, required=True, help="folder of the audio record")
    parser.add_argument("--session", required=True, help="one run of the supervisor")
    parser.add_argument("--black-box", type=Path, help="folder of this session's black box")
    parser.add_argument("--heartbeat", type=Path, help="file of eight bytes for its signs of life")
    parser.add_argument("--console", type=int, default=0, help="UDP port on which the console hears; 0: there is none")
    parser.add_argument("--osc", type=int, nargs=2, help="our UDP port and that of the OSC process")
    options = parser.parse_args(arguments)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the supervisor ends us in order
    end_when_a_thread_fails()
    end_with_parent(stop.set)
    record = AudioRecord.open(options.record)
    heartbeat = Heartbeat(options.heartbeat) if options.heartbeat else None
    settings = settings_from_file(options.settings)
    osc_ports = tuple(options.osc) if options.osc else None
    controller = Controller(settings, record, options.session, options.black_box, heartbeat, options.console, osc_ports)
    controller.run(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())

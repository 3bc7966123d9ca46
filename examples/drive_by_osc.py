"""Drive the daemon that runs: ask for a dream on the last seconds that it heard, wait for it, raise it as a loop.

    live-daemon run --set audio.device="NAME"          in one terminal
    python examples/drive_by_osc.py [--seconds 5]      in another, after you have played something

Any program that speaks OSC does the same with the same messages: docs/osc.md lists them all.
"""

from __future__ import annotations

import argparse
import queue
import sys
import threading
import time
from typing import Any

from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient

Heard = queue.Queue[tuple[str, tuple[Any, ...]]]


def main() -> int:
    """Return 0 when the dream has become a loop, 1 when the daemon says why not or says nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="of what was played, to dream on (%(default)g)")
    parser.add_argument("--gain", type=float, default=0.5, help="of the loop that the dream becomes (%(default)g)")
    parser.add_argument("--port", type=int, default=9124, help="where the daemon hears (%(default)d)")
    parser.add_argument("--listen", type=int, default=9125, help="where it tells (%(default)d, [osc] send)")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds to wait for the dream (%(default)g)")
    options = parser.parse_args()

    heard: Heard = queue.Queue()
    dispatcher = Dispatcher()
    dispatcher.set_default_handler(lambda address, *values: heard.put((address, values)))
    server = BlockingOSCUDPServer(("127.0.0.1", options.listen), dispatcher)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    daemon = SimpleUDPClient("127.0.0.1", options.port)

    daemon.send_message("/dream/seed/live", [options.seconds])
    deadline = time.monotonic() + options.patience
    while (left := deadline - time.monotonic()) > 0:
        try:
            address, values = heard.get(timeout=left)
        except queue.Empty:
            break
        if address in ("/dream/queued", "/dream/started", "/dream/sounding", "/dream/ready"):
            print(address, *values)
        elif address in ("/dream/failed", "/dream/dropped", "/dream/error"):
            print(address, *values, file=sys.stderr)
            return 1
        elif address == "/dream/bank/ready" and values[0] == "":  # the dream is one more loop, the last
            loop = int(values[1]) - 1
            daemon.send_message("/dream/loop/gain", [loop, options.gain])
            print(f"loop {loop} sounds at {options.gain:g}; its pitches raise it further")
            return 0
    print(f"nobody tells anything on port {options.listen}: does live-daemon run?", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

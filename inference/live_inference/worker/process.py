"""Shared by all processes of the daemon: end with the supervisor, end when a thread fails, kill another process.

``python -m live_inference.worker.process MODULE ARGUMENT...`` is ``python -m MODULE ARGUMENT...`` that ends at once
when its standard input closes: for what must not outlive whoever asked, and itself reads nothing there.
"""

from __future__ import annotations

import contextlib
import os
import runpy
import signal
import sys
import threading
import traceback
from collections.abc import Callable

from live_inference.command_line.terminal import leave


def end_with_parent(end: Callable[[], None]) -> None:
    """Call ``end``, in a thread of its own, when standard input closes.

    The supervisor holds the other end, so this happens however the supervisor dies.
    """

    def wait() -> None:
        try:
            # The bare descriptor: a thread waiting in sys.stdin would hold its lock while the interpreter exits.
            while os.read(0, 1024):
                pass
        except OSError:
            pass  # an unreadable standard input counts as closed
        end()

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()


def kill_process(pid: int) -> None:
    """Kill a process at once. *Any thread.*

    Raises:
        OSError: there is no such process.
    """
    if sys.platform == "win32":
        os.kill(pid, signal.SIGTERM)  # on Windows this ends a process without asking it
    else:
        os.kill(pid, signal.SIGKILL)


def end_when_a_thread_fails() -> None:
    """End the process when an exception ends one of its threads, so that the supervisor starts a new one.

    Without its watcher or its mailbox a process would look healthy but hear nothing.
    """

    def fail(failure: threading.ExceptHookArgs) -> None:
        with contextlib.suppress(OSError, ValueError):  # standard error may be a file on a full disk
            traceback.print_exception(failure.exc_type, failure.exc_value, failure.exc_traceback)
        leave(1)

    threading.excepthook = fail


if __name__ == "__main__":
    end_with_parent(lambda: os._exit(1))
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)

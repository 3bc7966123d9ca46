"""What every process of the daemon does about its supervisor and about its own threads. Torch-free."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable


def end_with_parent(end: Callable[[], None]) -> None:
    """Call ``end`` when standard input closes: the supervisor holds its other end, however it dies.

    ``end`` runs in a thread of its own.
    """

    def wait() -> None:
        try:
            # The bare descriptor: a thread that waits in sys.stdin would hold its lock while the interpreter ends.
            while os.read(0, 1024):
                pass
        except OSError:
            pass  # a standard input that cannot be read is one that has ended
        end()

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()


def kill_process(pid: int) -> None:
    """End a process at once, whatever it does. *Any thread.*

    Raises:
        OSError: there is none with this number.
    """
    if sys.platform == "win32":
        os.kill(pid, signal.SIGTERM)  # there it ends a process without asking it
    else:
        os.kill(pid, signal.SIGKILL)


def end_when_a_thread_fails() -> None:
    """End the process when one of its threads ends by an exception: the supervisor starts a whole one.

    A process that lives on without its watcher or its mailbox looks well and is deaf.
    """

    def fail(failure: threading.ExceptHookArgs) -> None:
        traceback.print_exception(failure.exc_type, failure.exc_value, failure.exc_traceback)
        sys.stderr.flush()
        os._exit(1)

    threading.excepthook = fail

"""Start and end of a command's process: any error becomes one line, on any terminal.

Imports nothing that takes long, so that Ctrl-C works while a command is still loading.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import logging
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from types import FrameType

from live_inference.command_line.printable import printable
from live_inference.command_line.terminal import tell

INTERRUPTED, TERMINATED = 130, 143
"""Exit status after Ctrl-C and after SIGTERM, as in shells."""

_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "alloc_failed", "unable to allocate")
"""Texts of PyTorch's RuntimeErrors that have no class of their own (CPU allocator, cuBLAS, CUDA)."""


class Terminated(KeyboardInterrupt):
    """SIGTERM: a command ends as after Ctrl-C, so that what it started ends too and nothing half-made stays."""


def run_module(prog: str, module: str, *, compiles: bool = True) -> int:
    """Import a command's module, run its `main()` and return the exit status. For a package's `__main__`.

    `compiles`: it may compile kernels, which is then told.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        # Half-loaded libraries may swallow an exception (torch does), and there is nothing to clean up.
        tell("")  # the terminal shows ^C
        tell(f"{prog}: stopped before it began")
        os._exit(INTERRUPTED)

    heeds = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # False for a job started with `&`
    if heeds:
        signal.signal(signal.SIGINT, end)
    loaded = importlib.import_module(module)
    telling: contextlib.AbstractContextManager[object] = contextlib.nullcontext()
    if compiles:
        from live_inference.command_line.compiling import on_stderr, told_compiling  # numba

        telling = told_compiling("the dreaming kernels", on_stderr)
    if heeds:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with telling:
            return int(loaded.main())
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C, while the interpreter ends


def run_command(
    prog: str,
    body: Callable[[], int],
    mistakes: tuple[type[Exception], ...],
    *,
    kept: Callable[[], str] = str,
    memory: str = "",
    told: Callable[[str], object] = lambda _reason: None,
) -> int:
    """Run a command and return its exit status: that of `body`, 1 with one line on stderr, 130 after Ctrl-C, 143
    after SIGTERM.

    The message of an exception in `mistakes` is that line. `kept` says what remains after a stop or a full disk and
    what to do then; `memory` says what needs less memory; both may be empty. `told` is called with the line. Other
    exceptions are bugs and pass.
    """
    prepare_terminal()
    try:
        with _sigterm_raised():
            status = body()
            sys.stdout.flush()
        return status
    except mistakes as error:
        reason = str(error)
    except KeyboardInterrupt as stop:
        reason = _joined("stopped", kept())
        tell("")
        tell(f"{prog}: {reason}")
        told(printable(reason))
        return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has ended (`| head`): no error, and nobody left to tell.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return 1
    except Exception as error:
        if is_out_of_memory(error):
            reason = _joined(f"not enough memory{_on_the_gpu(error)}", memory)
        elif isinstance(error, OSError):
            reason = _joined(_of_the_disk(error), kept())
        else:
            raise
    tell(f"{prog}: {reason}")
    told(printable(reason))
    return 1


@contextlib.contextmanager
def _sigterm_raised() -> Iterator[None]:
    """Until then SIGTERM raises `Terminated`. Commands that heed it themselves replace that."""
    own = threading.current_thread() is threading.main_thread()
    if not own or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def prepare_terminal() -> None:
    """Make any text printable, and hide the libraries' warnings from musicians (`python -W default` shows them)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows consoles know few letters; a file name may not be text
            stream.reconfigure(errors="backslashreplace")
    quiet_libraries()


def quiet_libraries() -> None:
    """Hide warnings of libraries (matplotlib, scipy, torch): musicians cannot act on them."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
        logging.getLogger("matplotlib").setLevel(logging.ERROR)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception means out of memory, of the machine (numpy, torch, the system) or of a GPU."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    if type(error).__name__ == "OutOfMemoryError":  # torch's
        return True
    return isinstance(error, RuntimeError) and any(words in str(error).lower() for words in _OUT_OF_MEMORY)


def _joined(what: str, then: str) -> str:
    return f"{what}; {then}" if then else what


def _on_the_gpu(error: BaseException) -> str:
    return " on the GPU" if "cuda" in str(error).lower() or "cublas" in str(error).lower() else ""


def _of_the_disk(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}cannot be written or read ({error.strerror or error})"

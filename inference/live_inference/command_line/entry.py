"""How a command's process begins and ends: one line whatever happens, on any terminal. Torch-free.

Nothing here is imported that takes long: Ctrl-C may come while a command is still loading.
"""

from __future__ import annotations

import errno
import importlib
import io
import logging
import os
import signal
import sys
import warnings
from collections.abc import Callable
from types import FrameType

from live_inference.command_line.printable import printable

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""

_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "alloc_failed", "unable to allocate")
"""How PyTorch's RuntimeErrors say it where they have no class of their own (CPU allocator, cuBLAS, CUDA)."""


def run_module(prog: str, module: str) -> int:
    """Import a command's module and run its `main()`; returns the exit status. For a package's `__main__`."""

    def end(_number: int, _frame: FrameType | None) -> None:
        # An exception would be lost in libraries that are half loaded (torch clears it); there is nothing to tidy up.
        sys.stderr.write(f"\n{prog}: stopped before it began\n")
        sys.stderr.flush()
        os._exit(INTERRUPTED)

    heeds = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not so behind a shell's `&`
    if heeds:
        signal.signal(signal.SIGINT, end)
    loaded = importlib.import_module(module)
    from live_inference.command_line.compiling import on_stderr, told_compiling  # numba

    if heeds:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with told_compiling("the dreaming kernels", on_stderr):
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
) -> int:
    """Run a command; returns its exit status: that of `body`, 1 with one line on stderr, or 130 after Ctrl-C.

    `mistakes` are told by their own sentence. `kept` says what there is after a stop or a full disk, and what to do
    then; `memory` what needs less of it; both may be empty. Any other exception is a fault of ours and goes through.
    """
    prepare_terminal()
    try:
        status = body()
        sys.stdout.flush()
        return status
    except mistakes as error:
        reason = str(error)
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{prog}: {printable(_joined('stopped', kept()))}\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has ended (`| head`): that is no fault, and nothing can be told to them.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return 1
    except Exception as error:
        if is_out_of_memory(error):
            reason = _joined(f"not enough memory{_on_the_gpu(error)}", memory)
        elif isinstance(error, OSError):
            reason = _joined(_of_the_disk(error), kept())
        else:
            raise
    sys.stderr.write(f"{prog}: {printable(reason)}\n")
    return 1


def prepare_terminal() -> None:
    """Let any text be printed, and keep the libraries' warnings from musicians (`python -W default` shows them)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of Windows knows few letters; a file's name may be no text
            stream.reconfigure(errors="backslashreplace")
    quiet_libraries()


def quiet_libraries() -> None:
    """Keep warnings of the libraries that we use (matplotlib, scipy, torch) from musicians: they cannot act on them."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
        logging.getLogger("matplotlib").setLevel(logging.ERROR)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception says that memory did not suffice: the machine's (numpy, torch, the system) or a GPU's."""
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

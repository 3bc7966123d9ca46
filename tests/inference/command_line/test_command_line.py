"""What the commands have in common: names, recordings, seeds, progress, locks, and one line for what goes wrong."""

from __future__ import annotations

import argparse
import errno
import io
import os
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import torch

from live_inference.command_line.arguments import rng_seed, seconds, whole_number
from live_inference.command_line.entry import is_out_of_memory, run_command
from live_inference.command_line.locking import BusyError, alone_in
from live_inference.command_line.names import name_fault
from live_inference.command_line.progress import progress
from live_inference.files.audio import AudioFileError
from live_inference.files.expanding import expand_patterns, expand_recordings
from live_inference.files.names import openable
from live_models.printable import printable

LATIN = os.fsdecode(b"\xe9tude.wav")
posix_only = pytest.mark.skipif(os.name == "nt", reason="names of Windows are UTF-16")


# What Windows forbids: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
FORBIDDEN = r"""
. .. .hidden a/b a\b a:b a* why? say"a" a<b a>b a|b con CON aux.2 nul com1 lpt9.take COM¹ end.
"""


@pytest.mark.parametrize(
    "name",
    [*FORBIDDEN.split(), "", "end ", " begin", "a\nb", "a\x1b[2Jb", "a\x00b", "a\x7f", LATIN, "x" * 240, "チ" * 34],
)
def test_names_that_some_system_forbids_are_refused(name):
    fault = name_fault(name)
    assert fault is not None
    assert fault.isprintable()


@pytest.mark.parametrize("name", ["nylon", "チェロ", "cello 2", "v1.2", "conga", "common", "x" * 100, "-x", "a$b", "é"])
def test_other_names_are_free(name):
    assert name_fault(name) is None


@posix_only
def test_a_name_that_is_no_text_is_read_as_latin_1():
    assert printable(LATIN) == "étude.wav"
    assert printable("チェロ.wav") == "チェロ.wav"
    assert openable(Path("a") / LATIN) == b"a/\xe9tude.wav"
    assert openable(Path("チェロ.wav")) == "チェロ.wav"


@pytest.fixture
def takes(tmp_path):
    for name in ("b.wav", "a.FLAC", "c.txt", ".hidden.wav", "._a.wav", "d.wav.part", "take[1].wav"):
        (tmp_path / name).touch()
    (tmp_path / "more.wav").mkdir()  # a folder of that name is no recording
    return tmp_path


def _names(paths):
    return [path.name for path in paths]


def test_folders_and_patterns_are_the_recordings_in_them(takes, monkeypatch):
    assert _names(expand_recordings([takes])) == ["a.FLAC", "b.wav", "take[1].wav"]
    assert _names(expand_recordings([takes / "*.wav"])) == ["b.wav", "take[1].wav"]
    monkeypatch.chdir(takes)
    assert expand_recordings([Path("?.wav"), Path("a.FLAC"), Path("b.wav")]) == [Path("b.wav"), Path("a.FLAC")]
    assert expand_recordings([Path("take[1].wav")]) == [Path("take[1].wav")]  # a file of that name comes first
    assert expand_recordings([Path("nowhere.wav")]) == [Path("nowhere.wav")]  # its reader says so
    assert expand_patterns([Path("m*"), Path("c.txt")]) == [Path("more.wav"), Path("c.txt")]


def test_a_folder_or_pattern_without_recordings_is_told(takes):
    (takes / "empty").mkdir()
    nobody = Path("~nobody-has-this-name/*.wav")
    for path, word in (
        (takes / "empty", "without recordings"),
        (takes / "*.mp3", "no file fits"),
        (nobody, "no file fits"),
    ):
        with pytest.raises(AudioFileError, match=word):
            expand_recordings([path])


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        *((rng_seed, text) for text in ("-1", str(2**31), "1.5")),
        *((whole_number(1, 64), text) for text in ("²", "9" * 5000)),
        *((seconds(0.1, 10.0), text) for text in ("nan", "1e999")),
    ],
)
def test_values_out_of_range_are_wrong_usage(parse, text):
    with pytest.raises(argparse.ArgumentTypeError, match="must be"):
        parse(text)
    assert rng_seed(str(2**31 - 1)) == 2**31 - 1


class _Clock:
    now_s = 0.0

    def __call__(self):
        return self.now_s


class _Terminal(io.StringIO):
    def isatty(self):
        return True


def test_into_a_file_progress_is_a_plain_line_now_and_then():
    stream, clock = io.StringIO(), _Clock()
    with progress(1000.0, "training", stream=stream, clock=clock) as bar:
        for second in range(100):
            clock.now_s = float(second)
            bar.move(10.0 * second, note="loss 0.5")
    lines = stream.getvalue().splitlines()
    assert lines == [
        "training: 30 %, 30 s gone, about 70 s left, loss 0.5",
        "training: 60 %, 60 s gone, about 40 s left, loss 0.5",
        "training: 90 %, 90 s gone, about 10 s left, loss 0.5",
        "training: 99 %, 99 s gone, about 1 s left, loss 0.5",
    ]
    assert "\r" not in stream.getvalue()


def test_on_a_terminal_progress_is_a_bar():
    stream = _Terminal()
    with progress(10.0, "dreams", stream=stream) as bar:
        bar.move(5.0)
        bar.move(10.0, note="done")
    assert "\r" in stream.getvalue()
    assert "100%" in stream.getvalue()


def test_nothing_to_do_is_no_line():
    stream = io.StringIO()
    with progress(0.0, "dreams", stream=stream) as bar:
        bar.move(0.0)
    assert stream.getvalue() == ""


@pytest.mark.whole
def test_one_process_at_a_time_works_in_a_folder(tmp_path):
    folder = tmp_path / "new" / "one.training"
    code = (
        "import sys\nfrom pathlib import Path\nfrom live_inference.command_line.locking import alone_in\n"
        "with alone_in(Path(sys.argv[1]), 'busy'):\n    print('in', flush=True)\n    sys.stdin.read()\n"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], text=True, **pipes) as other:
        assert other.stdout.readline() == "in\n"
        with pytest.raises(BusyError, match="busy"), alone_in(folder, "busy"):
            pass
        other.kill()
        other.wait()
    with alone_in(folder, "busy", wait_s=10.0):  # the system gives it back, whatever ended the other
        (folder / "work").touch()
    assert (folder / "work").exists()


def test_a_folder_into_which_nothing_came_goes_again(tmp_path):
    with pytest.raises(ValueError, match="mistake"), alone_in(tmp_path / "a" / "b", "busy"):
        raise ValueError("mistake")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "old").mkdir()
    with alone_in(tmp_path / "old", "busy"):
        pass
    assert (tmp_path / "old").is_dir()


def _run(error, capsys):
    def body():
        raise error

    status = run_command("live-daemon x", body, (AudioFileError,), kept=lambda: "the rest is kept", memory="take less")
    return status, capsys.readouterr().err


GPU = "CUDA out of memory. Tried to allocate 20.00 GiB.\nGPU 0 has a total capacity of 79.1 GiB"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (AudioFileError("take.wav: is\nsilent"), "live-daemon x: take.wav: is silent"),
        (MemoryError(), "live-daemon x: not enough memory; take less"),
        (torch.OutOfMemoryError(GPU), "live-daemon x: not enough memory on the GPU; take less"),
        (
            RuntimeError("[enforce fail at alloc_cpu.cpp:124] DefaultCPUAllocator: can't allocate memory"),
            "live-daemon x: not enough memory; take less",
        ),
        (
            RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
            "live-daemon x: not enough memory on the GPU; take less",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device", "a/b.wav"),
            "live-daemon x: a/b.wav: cannot be written or read (No space left on device); the rest is kept",
        ),
        (OSError("odd"), "live-daemon x: cannot be written or read (odd); the rest is kept"),
    ],
)
def test_what_goes_wrong_is_one_line(error, line, capsys):
    assert _run(error, capsys) == (1, line + "\n")


def test_ctrl_c_is_one_line_and_a_fault_of_ours_stays_one(capsys):
    assert _run(KeyboardInterrupt(), capsys) == (130, "\nlive-daemon x: stopped; the rest is kept\n")
    with pytest.raises(RuntimeError, match="a bug"):
        _run(RuntimeError("a bug"), capsys)
    assert not is_out_of_memory(RuntimeError("a bug"))


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_sigterm_ends_a_command_as_ctrl_c_does(capsys):
    """What `finally` clears away is cleared away, and nobody who calls us in their own process is left a handler."""
    before, cleared = signal.getsignal(signal.SIGTERM), []

    def body():
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            cleared.append(True)
        return 0

    assert run_command("x", body, (), kept=lambda: "the rest is kept") == 143
    assert (cleared, capsys.readouterr().err) == ([True], "\nx: stopped; the rest is kept\n")
    assert signal.getsignal(signal.SIGTERM) is before


def test_warnings_of_libraries_reach_no_musician(capsys):
    def body():
        warnings.warn("nperseg = 256 is greater than input length", UserWarning, stacklevel=1)
        return 0

    with warnings.catch_warnings():
        assert run_command("x", body, (), kept=str, memory="") == 0
    assert capsys.readouterr().err == ""


COMMANDS = ["live_training", "live_inference.render", "live_inference.export"]


@pytest.mark.whole
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a signal")
@pytest.mark.parametrize("module", COMMANDS)
def test_ctrl_c_while_a_command_still_loads_is_one_line(module, tmp_path):
    """Loading torch takes seconds; the first thing that is imported after ours stands still here until Ctrl-C came."""
    (tmp_path / "numpy.py").write_text("print('loading', flush=True)\nimport time\ntime.sleep(200)\n")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    code = (
        "import runpy, signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored behind a `&`
        "runpy.run_module(sys.argv[1], run_name='__main__')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, module], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": path},
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "loading\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert err.strip().count("\n") == 0
    assert "stopped" in err


@pytest.mark.whole
def test_a_training_heeds_what_is_asked_while_it_still_loads(tmp_path):
    """It takes back what was asked before it began, so it must know when that was before torch is loaded."""
    (tmp_path / "numpy.py").write_text(
        "import sys\nprint('live_inference.command_line.asking' in sys.modules, flush=True)\nsys.exit(3)\n"
    )
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "live_training", "--resume", "--name", "a"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert (done.stdout.split()[:1], done.returncode) == (["True"], 3)


@pytest.mark.whole
@pytest.mark.parametrize("module", ["live_inference.command_line.entry", "live_inference.command_line.locking"])
def test_what_every_command_loads_first_is_light(module):
    code = f"import sys, {module}; sys.exit(bool({{'torch', 'numpy', 'numba'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

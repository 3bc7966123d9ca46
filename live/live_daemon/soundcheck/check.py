"""``live-daemon soundcheck``: from the first line to the verdict and the certificate."""

from __future__ import annotations

import argparse
import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from live_daemon.audio.record import AudioRecord, RecordError
from live_daemon.processes.shared_folder import find_shared_folder, sweep
from live_daemon.processes.warm_up import WarmUpError, warm_up
from live_daemon.settings import Settings, SettingsError, settings_to_file
from live_daemon.soundcheck import judging
from live_daemon.soundcheck.bridge import bridge_lines
from live_daemon.soundcheck.lines import CERTIFICATE, Line, is_safe, judged, skipped, verdict
from live_daemon.soundcheck.machine import facts, folder_lines, memory_line, other_programs_line, processor_lines
from live_daemon.soundcheck.network import access_line, daemon_runs, patch_lines, port_line
from live_daemon.soundcheck.pieces import bank_lines
from live_daemon.soundcheck.rehearsal import engine_counts, engine_figures
from live_inference.command_line.printable import printable
from live_inference.command_line.terminal import tell
from live_inference.files.dreams import atomically
from live_inference.worker.catalogue import list_models, model_fault

SHORTEST_S, LONGEST_S = 2.0, 3600.0
PROBE_S = 30.0
REHEARSAL_S = 300.0  # on top of the measurement: a first start compiles, and takes need their dreams
SECONDS_PER_TAKE = 3.0


class Soundcheck:
    """Runs the checks one by one and keeps their lines. Main thread."""

    def __init__(self, settings: Settings, seconds: float, *, quiet: bool):
        self._settings = settings
        self._seconds = seconds
        self._quiet = quiet
        self.lines: list[Line] = []
        self.figures: dict[str, Any] = {}

    def tell(self, text: str) -> None:
        """Report progress on stderr: a pipe sees only the lines."""
        if not self._quiet:
            tell(f"      ... {text}")

    def add(self, *lines: Line) -> None:
        """Keep lines and print them."""
        for line in lines:
            self.lines.append(line)
            if not self._quiet:
                print(line, flush=True)

    def run(self) -> None:
        """Run every check."""
        settings = self._settings
        self.add(Line("settings", "pass", "valid"))
        self.add(*folder_lines(settings), memory_line(settings), *processor_lines(), other_programs_line())
        running = daemon_runs(settings)
        self.add(port_line(settings.osc, running), access_line(settings.osc), *patch_lines(settings.osc))
        model = self._model_line()
        self.add(model, *bank_lines(settings))
        if running:
            self.add(*self._look_at_the_daemon())
            return
        self.add(*self._device_lines())
        if model.status == "fail":
            self.add(*(skipped(name, "there is no model") for name in ("callback", "first dream", "real time")))
            return
        try:
            warm_up(self.tell, self._settings, only_tonight=True)
        except WarmUpError as error:
            self.add(judged("rehearsal", False, str(error), "the daemon runs", "`live-daemon warm-up` tells more"))
            return
        self.add(*self._rehearse())

    def _model_line(self) -> Line:
        checkpoints = Path(self._settings.paths.checkpoints)
        rows = list_models(checkpoints)
        wanted = self._settings.engine.model
        row = next((row for row in rows if (row["name"] == wanted if wanted else row["default"])), None)
        remedy = "`live-daemon models` lists those that are there; set [engine] model or backend"
        if row is None:
            return judged("model", False, f"{wanted or 'the default'} is not there", "can be loaded", remedy)
        fault = row.get("fault") or model_fault(checkpoints, row["name"], self._settings.engine.backend)
        return judged("model", not fault, f"{row['name']}: {fault or row['approach']}", "can be loaded", remedy)

    def _device_lines(self) -> Iterator[Line]:
        audio = self._settings.audio
        if audio.device == "none":
            yield skipped("sound device", "audio.device is none, a clock drives the engine and nothing is heard")
            yield skipped("round trip", "audio.device is none")
            return
        if audio.device == "bridge":
            self.tell("is a host there that plays through the bridge?")
            yield from bridge_lines(audio.sample_rate, self._settings.osc.listen_port)
            return
        self.tell("the sound device is opened; half a second of soft noise is played (-40 dBFS)")
        command = [sys.executable, "-m", "live_daemon.soundcheck.probe", "--device", audio.device]
        command += ["--sample-rate", str(audio.sample_rate), "--blocksize", str(audio.blocksize)]
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", errors="replace", timeout=PROBE_S, check=False
            )
            found: dict[str, Any] = [told for line in done.stdout.splitlines() if (told := _told(line))][-1]
        except subprocess.TimeoutExpired:
            found = {"error": f"{audio.device} did not answer within {PROBE_S:g} s (is its audio server running?)"}
        except IndexError:
            found = {"error": f"{audio.device}: {_last_line(done.stderr) or 'the library that opens it failed'}"}
        self.figures["device"] = found
        yield from judging.device_lines(found, audio.sample_rate)

    def _rehearse(self) -> Iterator[Line]:
        settings = self._settings
        away = settings.audio.device != "none" and "error" in self.figures.get("device", {})
        takes = max(3, min(20, round(self._seconds / SECONDS_PER_TAKE)))
        with tempfile.TemporaryDirectory(prefix="live-daemon-soundcheck-") as name:
            resolved, log = Path(name) / "settings.json", Path(name) / "log.txt"
            settings_to_file(settings, resolved)
            command = [sys.executable, "-m", "live_daemon.soundcheck.rehearsal", "--settings", str(resolved)]
            stage = Path(name) / "stage"
            command += ["--seconds", str(self._seconds), "--takes", str(takes), "--folder", str(stage)]
            try:
                with log.open("wb") as stderr:
                    result = self._hear(command, stderr)
            finally:
                self._give_memory_back(stage / "state")
            said = log.read_text(encoding="utf-8", errors="replace")
        if "result" not in result:
            why = result.get("error") or _last_line(said) or "it ended without a message"
            yield judged(
                "rehearsal",
                False,
                why,
                "the daemon runs",
                "fix what the line says; close other programs; `live-daemon run` says more",
            )
            return
        self.figures["rehearsal"] = found = result["result"]
        on_card = settings.audio.device != "none" and not away and not found["stand_in"]
        yield from judging.engine_lines(found["engine"], on_card=on_card)
        yield from judging.dream_lines(found, voices=settings.voices.max, backend=settings.engine.backend)

    def _give_memory_back(self, state: Path) -> None:
        """Free the shared memory of a rehearsal that was killed; one that ended by itself has freed it."""
        if state.is_dir():
            sweep()

    def _hear(self, command: list[str], stderr: Any) -> dict[str, Any]:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=stderr, text=True, encoding="utf-8", errors="replace"
        )
        said: dict[str, Any] = {}
        try:
            for line in _lines(process, self._seconds + REHEARSAL_S):
                if told := _told(line):
                    said = told
                    if "progress" in told:
                        self.tell(str(told["progress"]))
            return said
        except TimeoutError:
            return {"error": "the rehearsal takes too long: the machine is overloaded"}
        finally:
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    def _look_at_the_daemon(self) -> Iterator[Line]:
        """Watch a daemon that already runs, without disturbing it."""
        self.tell(
            f"a daemon runs with this state folder: its engine is watched for {self._seconds:g} s, nothing is sent"
        )
        audio = self._settings.audio
        try:
            record = AudioRecord.open(find_shared_folder(Path(self._settings.paths.state)))
        except RecordError as error:
            yield judged("callback", False, str(error), "the engine runs", "start the daemon again")
            return
        before = engine_counts(record)
        time.sleep(self._seconds)
        found = engine_figures(before, engine_counts(record), float(record.sample_rate))
        away = bool(record.get("stand_in"))
        self.figures["running"] = found
        if audio.device != "none":
            bridge = audio.device == "bridge"
            lacking = "no host plays" if bridge else "the device is away"
            figure = f"{lacking}, a clock stands in" if away else "held by the daemon that runs"
            remedy = "start the audio of a host with the plugin" if bridge else "plug it in, or set [audio] device"
            yield judged("sound device", not away, figure, "plays", remedy)
        yield from judging.engine_lines(found, on_card=audio.device != "none" and not away)
        for name in ("round trip", "real time", "first dream"):
            yield skipped(name, "a daemon runs; stop it and check again before the show")


def command(options: argparse.Namespace, settings: Settings) -> int:
    """Check, print each line and the verdict, write the certificate; return 0 (safe) or 1.

    Raises:
        SettingsError: a length that cannot be measured, or a certificate that cannot be written.
    """
    seconds: float = options.seconds
    if not SHORTEST_S <= seconds <= LONGEST_S:
        raise SettingsError(f"--seconds must be in range {SHORTEST_S:g}..{LONGEST_S:g}, got {seconds:g}")
    check = Soundcheck(settings, seconds, quiet=options.json)
    check.run()
    found = certificate(check, settings)
    file = write_certificate(found, settings, options.out)
    if options.json:
        print(json.dumps(found))
    else:
        print(f"\n{printable(found['verdict'])}\ncertificate: {printable(file)}", flush=True)
    return 0 if found["safe"] else 1


def certificate(check: Soundcheck, settings: Settings) -> dict[str, Any]:
    """Return what a check has found, with machine and settings."""
    return {
        "safe": is_safe(check.lines),
        "verdict": verdict(check.lines),
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "lines": [line.as_dict() for line in check.lines],
        "figures": check.figures,
        "machine": facts(),
        "settings": settings.as_dict(),
    }


def write_certificate(found: dict[str, Any], settings: Settings, file: Path | None = None) -> Path:
    """Write a certificate, into the state folder where no file is named; return the file.

    Raises:
        SettingsError: it cannot be written; one line.
    """
    file = file or Path(settings.paths.state) / f"{CERTIFICATE}{time.strftime('%Y%m%d-%H%M%S')}.json"
    text = json.dumps(found, indent=1)
    try:
        atomically(file, lambda partial: partial.write_text(text + "\n", encoding="utf-8"), private=True)
    except OSError as error:
        raise SettingsError(f"{file}: the certificate cannot be written ({error.strerror}); set --out") from error
    return file


def _lines(process: subprocess.Popen[str], seconds: float) -> Iterator[str]:
    """Yield the lines of a process, as they come.

    Raises:
        TimeoutError: it has not closed its output so long after the call.
    """
    deadline = time.monotonic() + seconds
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, name="rehearsal", daemon=True).start()  # a pipe cannot be waited for everywhere
    while (left_s := deadline - time.monotonic()) > 0.0:
        try:
            line = lines.get(timeout=left_s)
        except queue.Empty:
            break
        if line is None:
            return
        yield line
    raise TimeoutError


def _told(line: str) -> dict[str, Any]:
    """Return what a line tells: nothing, where a library has printed it in between."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return printable(lines[-1]) if lines else ""

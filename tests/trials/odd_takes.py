"""The whole daemon is given long, odd and damaged files; every one is dreamt or told in a line.

Linux, ffmpeg. Takes some minutes. For each file: what came of it, after how long, and how much memory the worker ever
had; then hours of sound in four formats, a take a moment behind each; then a recording that ffmpeg is making. The
worker must be the same process all the time.
"""

from __future__ import annotations

import argparse
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from live_daemon.demo.etude import ETUDE_FILE
from live_inference.files.audio import read_audio
from support.daemon import Daemon, Message
from support.plucks import plucked

RATE = 48_000
LINE = [110.0, 165.0, 220.0, 330.0]


def ffmpeg(*arguments: object) -> None:
    """Run ffmpeg to its end."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-nostdin", *map(str, arguments)], check=True, timeout=600)


def odd_files(folder: Path, inputs: Path | None) -> Iterator[Path]:
    """Write one odd file after the other and yield it; what it is stands in its name."""
    for path in sorted(inputs.iterdir()) if inputs else ():
        if path.suffix not in (".md", ".toml", ".json"):
            shutil.copy(path, folder / path.name)
            yield folder / path.name
    sound = np.resize(plucked(LINE), 10 * RATE)
    take = folder / "take.wav"
    soundfile.write(take, sound, RATE)
    for ending in ("m4a", "aac", "wma", "webm", "opus", "caf", "w64", "au", "aiff", "flac", "mp3", "ogg"):
        ffmpeg("-i", take, folder / f"as.{ending}")
        yield folder / f"as.{ending}"
    for name, options in {
        "float64.wav": {"subtype": "DOUBLE"},
        "eight_bit.wav": {"subtype": "PCM_U8"},
        "a_law.wav": {"subtype": "ALAW"},
        "rifx.wav": {"endian": "BIG"},
        "rf64.wav": {"format": "RF64"},
        "w64_inside.wav": {"format": "W64"},
    }.items():
        soundfile.write(folder / name, sound, RATE, **options)
        yield folder / name
    whole = take.read_bytes()
    for name, data in {
        "cut.wav": whole[: len(whole) // 2],
        "recorder_died.wav": whole[:40] + struct.pack("<I", 0) + whole[44:],
        "from_a_pipe.wav": whole[:4] + b"\xff" * 4 + whole[8:40] + b"\xff" * 4 + whole[44:],
        "tag_behind.wav": whole + b"TAG" + bytes(125),
        "no_ending": whole,
    }.items():
        (folder / name).write_bytes(data)
        yield folder / name
    soundfile.write(folder / "opposite.wav", np.stack([sound, -sound], axis=1), RATE)
    yield folder / "opposite.wav"
    soundfile.write(folder / "offset.wav", 0.3 * sound + 0.4, RATE)
    yield folder / "offset.wav"
    soundfile.write(folder / "32_channels_192k.wav", np.tile(sound[: 4 * RATE, None], 32), 192_000, subtype="FLOAT")
    yield folder / "32_channels_192k.wav"
    header = bytearray(whole[:44])
    header[22:24], header[32:34], header[28:32] = b"\x02\x00", b"\x04\x00", struct.pack("<I", 4 * RATE)
    header[4:8], header[40:44] = struct.pack("<I", 0xFFFF_FF00 - 8), struct.pack("<I", 0xFFFF_FF00 - 44)
    for name, place in (("sparse_4gb_silent.wav", None), ("sparse_4gb_sound_at_its_end.wav", 0xFFFF_FF00 - len(whole))):
        with (folder / name).open("wb") as file:
            file.write(header)
            if place is not None:
                file.seek(place - place % 4)
                file.write(whole[44:])
            file.truncate(0xFFFF_FF00)
        yield folder / name


def hours(folder: Path) -> Iterator[Path]:
    """Yield an ordinary take, for comparison, then an hour of sound in each of five formats."""
    ordinary = folder / "ordinary_4s.wav"
    soundfile.write(ordinary, np.resize(plucked(LINE), 4 * RATE), RATE)
    yield ordinary
    minute = folder / "minute.wav"
    soundfile.write(minute, np.resize(read_audio(ETUDE_FILE, 44_100), 60 * 44_100), 44_100)
    for ending in ("wav", "flac", "opus", "mp3", "m4a"):
        ffmpeg("-i", minute, folder / f"minute.{ending}") if ending != "wav" else None
        ffmpeg("-stream_loop", 59, "-i", folder / f"minute.{ending}", "-c", "copy", folder / f"hour.{ending}")
        yield folder / f"hour.{ending}"


def memory_mb(pid: int) -> float:
    """Return the most memory that a process ever had, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


ANSWERS = ("/dream/ready", "/dream/failed", "/dream/dropped")


def give(daemon: Daemon, path: Path, timeout: float = 60.0) -> tuple[str, float]:
    """Move a file into the recordings folder; return what came of it, and after how many seconds."""
    start, began = len(daemon.heard), time.monotonic()
    path.rename(daemon.recordings / path.name)
    answers: list[Message] = []

    def is_answered() -> bool:
        answers[:] = [one for one in daemon.heard[start:] if one[0] in ANSWERS]
        return bool(answers)

    daemon.wait_until(is_answered, timeout)
    seconds = time.monotonic() - began
    address, values = answers[0]
    remarks = [str(one[1][1]) for one in daemon.heard[start:] if one[0] == "/dream/error"]
    word = address.rpartition("/")[2]
    said = [word if word == "ready" else f"{word}: {values[1]}", *remarks]
    return "; ".join(said), seconds


def first_sound_s(daemon: Daemon, folder: Path, long: Path) -> tuple[float, float, str]:
    """Give a long take and, a moment later, a short one; return when the short one sounds, when the long one does."""
    take = folder / f"short_{long.suffix[1:]}.wav"
    soundfile.write(take, np.resize(plucked(LINE), 4 * RATE), RATE)
    start, long_began = len(daemon.heard), time.monotonic()
    long.rename(daemon.recordings / long.name)
    daemon.wait_until(lambda: any(one[0] == "/dream/queued" for one in daemon.heard[start:]), 30)
    number = next(one[1][0] for one in daemon.heard[start:] if one[0] == "/dream/queued")
    time.sleep(0.2)
    began = time.monotonic()
    take.rename(daemon.recordings / take.name)
    short_s = long_s = 0.0
    said = ""

    def look() -> bool:
        nonlocal short_s, long_s, said
        for address, values in daemon.heard[start:]:
            if address not in ("/dream/sounding", "/dream/dropped", "/dream/failed"):
                continue
            if values[0] != number:
                short_s = short_s or time.monotonic() - began
            elif not said:
                long_s = time.monotonic() - long_began
                said = "sounds" if address == "/dream/sounding" else f"{address}: {values[1]}"
        return bool(short_s and long_s)

    daemon.wait_until(look, 120)
    daemon.wait_until(lambda: sum(one[0] in ANSWERS for one in daemon.heard[start:]) == 2, 60)
    return short_s, long_s, said


def perform(folder: Path, inputs: Path | None) -> list[str]:
    """Run the show in an empty folder; return its lines."""
    made = folder / "made"
    made.mkdir()
    lines = ["| file | what came of it | after s | worker's peak MB |", "| --- | --- | --- | --- |"]
    with Daemon(folder, "voices.max=8", "audio.arena_s=600", "voices.stagger_s=0.1", duration_s=2.0) as daemon:
        daemon.wait_until(lambda: "ready: drop recordings" in daemon.log, 180)
        worker = daemon.children()["inference"]
        lines.append(f"| (before) | | | {memory_mb(worker):.0f} |")
        for path in odd_files(made, inputs):
            said, seconds = give(daemon, path)
            lines.append(f"| {path.name} | {said} | {seconds:.2f} | {memory_mb(worker):.0f} |")
            print(lines[-1], flush=True)
            (daemon.recordings / path.name).unlink()
        for path in hours(made):
            short_s, long_s, said = first_sound_s(daemon, made, path)
            lines.append(f"| {path.name} | {said} | {long_s:.2f} | {memory_mb(worker):.0f} |")
            lines.append(f"| a take .2 s behind it | sounds | {short_s:.2f} | |")
            print(*lines[-2:], sep="\n", flush=True)
            (daemon.recordings / path.name).unlink()
        start = len(daemon.heard)
        sine = ["-re", "-f", "lavfi", "-i", "sine=frequency=220:sample_rate=8000", "-t", "12"]
        ffmpeg(*sine, daemon.recordings / "ffmpeg.wav")
        daemon.wait_until(lambda: any(one[0] == "/dream/ready" for one in daemon.heard[start:]), 30)
        time.sleep(5)
        daemon.forget()
        count = sum(address == "/dream/queued" for address, _ in daemon.heard[start:])
        lines.append(f"| 12 s that ffmpeg recorded, flushed every 2 s | dreamt {count} time(s) | | |")
        same = "the same process all the time" if daemon.children()["inference"] == worker else "ANOTHER process"
        lines.append(f"\nThe worker was {same}; its peak: {memory_mb(worker):.0f} MB.")
    return lines


def main() -> int:
    """Run the show and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=Path, help="a folder of further odd files")
    parser.add_argument("--out", type=Path, default=Path("trials-out"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = perform(Path(folder), options.inputs)
    print("\n".join(lines[-2:]))
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "odd_takes.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0

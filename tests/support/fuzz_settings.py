"""Random settings files: known and unknown keys, every type of TOML, huge and odd numbers, broken text."""

from __future__ import annotations

import collections
import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from live_daemon.settings import Settings, SettingsError, load_settings, settings_from_dict

_TEXTS = [
    "",
    "x",
    "none",
    "default",
    "true",
    "127.0.0.1:9125",
    "a:b",
    "::",
    "~nobody-here/x",
    "/a/b",
    "e\u0301",
    "0",
    "9" * 30,
]
_VALUES = [
    "0", "1", "-1", "64", "65536", "1e400", "-1e400", "nan", "-nan", "inf", "-inf", "1e-320", "0.5", "true", "false",
    "[]", "[1]", "[1, \"a\"]", "[[1], [2]]", "[nan]", "[440, 440]", "{}", "{a = 1}", "1979-05-27", "07:32:00",
    "9" * 400, "9" * 5000, "0x" + "f" * 40, "0x" + "f" * 5000,
    "[" * 600 + "]" * 600, "\"\"\"a\nb\"\"\"", "'\\'", "\"\\u0000\"", "\"\\u001b[2J\"",
]  # fmt: skip
_BROKEN = ["[", "]", "=", '"', "\n", "\0", "#", "\r", "[audio]", "a.b.c = 1", "\ud7ff", "[[audio]]", "'''"]


def random_files(count: int, seed: int) -> Iterator[str]:
    """Yield `count` texts; the same seed gives the same."""
    rng = np.random.default_rng(seed)
    sections = {item.name: item.default_factory() for item in dataclasses.fields(Settings)}  # type: ignore[misc]

    def choice(values: Any) -> Any:
        return values[int(rng.integers(len(values)))]

    def value(default: Any) -> str:
        kind = rng.integers(4)
        if kind == 0:
            return json.dumps(default)  # what belongs there
        if kind == 1:
            return json.dumps(choice(_TEXTS))
        if kind == 2:
            return str(choice([int(rng.integers(-(2**40), 2**40)), float(rng.normal() * 10.0 ** rng.integers(-5, 9))]))
        return str(choice(_VALUES))

    for _ in range(count):
        lines = []
        for section in rng.permutation(list(sections))[: rng.integers(1, 4)]:
            lines.append(f"[{section}]" if rng.integers(20) else f"[{choice(['adio', 'x', 'audio.deep'])}]")
            keys = dataclasses.asdict(sections[section])
            for key in rng.permutation(list(keys))[: rng.integers(0, 4)]:
                default = keys[key]
                name = key if rng.integers(25) else choice(["", "x", '"a\\nb"', '"\\u001b"', "devise"])
                lines.append(f"{name} = {value(default)}")
        text = "\n".join(lines)
        if rng.integers(8) == 0:
            place = int(rng.integers(len(text) + 1))
            text = text[:place] + choice(_BROKEN) + text[place:]
        yield text


def fuzz(folder: Path, count: int, seed: int = 1) -> collections.Counter[str]:
    """Load `count` random files; return how many were accepted, and the rules by which the others were refused.

    Raises:
        AssertionError: a refusal that is not one line; whatever else is raised is a fault too.
    """
    found: collections.Counter[str] = collections.Counter()
    file = folder / "random.toml"
    for text in random_files(count, seed):
        file.unlink(missing_ok=True)  # a file that is written over is flushed to the disk by some file systems
        file.write_text(text, encoding="utf-8", newline="")
        try:
            settings = load_settings(file)
        except SettingsError as error:
            reason = str(error)
            assert reason and reason.isprintable(), repr(reason)
            found[_kind(reason)] += 1
        else:
            # What was accepted survives the way to the daemon's own processes.
            assert settings_from_dict(json.loads(json.dumps(settings.as_dict()))) == settings, text
            found["accepted"] += 1
    return found


def _kind(reason: str) -> str:
    for rule in (
        "is not TOML",
        "unknown section",
        "unknown setting",
        "must not be paths.recordings",
        "cannot be found",
    ):
        if rule in reason:
            return rule
    named = re.search(r" must (.*?), got", reason)
    return re.sub(r"-?[\d.]+(e[+-]\d+)?", "N", named[1]) if named else reason

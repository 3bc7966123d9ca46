"""The lines of the sound check: the figure, the limit and the remedy. The verdict depends on them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from live_inference.command_line.printable import printable

CERTIFICATE: Final = "soundcheck-"
"""How the files of certificates begin in the state folder; the time follows, so that their names sort."""
Status = Literal["pass", "fail", "advice", "skipped"]
_MARKS: dict[Status, str] = {"pass": "pass", "fail": "FAIL", "advice": "look", "skipped": "  - "}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``figure``: the finding. ``bar``: the limit. ``remedy``: what to do if it fails.

    One failed line makes the verdict unsafe; advice does not. A skipped line gives the reason in ``figure``.
    """

    name: str
    status: Status
    figure: str
    bar: str = ""
    remedy: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the line as the certificate holds it."""
        said = {"name": self.name, "status": self.status, "figure": self.figure, "bar": self.bar, "remedy": self.remedy}
        return said | ({"values": self.values} if self.values else {})

    def __str__(self) -> str:
        """Return the printed line, with the remedy below it when it is needed."""
        text = f"{_MARKS[self.status]}  {self.name:<16}{printable(self.figure)}"
        if self.bar and self.status != "skipped":
            text += f"  [bar: {printable(self.bar)}]"
        if self.remedy and self.status in ("fail", "advice"):
            text += f"\n      -> {printable(self.remedy)}"
        return text


def judged(name: str, good: bool, figure: str, bar: str, remedy: str, **values: Any) -> Line:
    """Return a line that passes or fails."""
    return Line(name, "pass" if good else "fail", figure, bar, remedy, values)


def skipped(name: str, why: str) -> Line:
    """Return a line that was not measured."""
    return Line(name, "skipped", f"not measured: {why}")


def is_safe(lines: Sequence[Line]) -> bool:
    """Whether no line failed."""
    return all(line.status != "fail" for line in lines)


def verdict(lines: Sequence[Line]) -> str:
    """Return the last line: safe, safe as far as measured, or the changes needed first."""
    failed = [line for line in lines if line.status == "fail"]
    if failed:
        return "do not go on stage before: " + "; ".join(f"{line.name}: {line.remedy}" for line in failed)
    unknown = [line.name for line in lines if line.status == "skipped"]
    if unknown:
        return f"tonight is safe as far as it was measured (not measured: {', '.join(unknown)})"
    return "tonight is safe"

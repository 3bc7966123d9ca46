"""Events for the controller's inbox: those of its own, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass

from live_daemon.bank.bank_loader import BankLoaded
from live_daemon.effects.dream_files import DreamRendered
from live_daemon.effects.jobs import EffectRendered
from live_daemon.osc.addresses import OscValue
from live_daemon.osc.link import Ports
from live_daemon.takes.arrivals import RecordingArrived, RecordingRefused, TakeEnded
from live_inference.worker import messages as m


@dataclass(frozen=True, slots=True)
class OscArrived:
    """A message of the table, its arguments checked. ``asker``: host and port of a sender who waits for an answer."""

    address: str
    arguments: tuple[OscValue, ...]
    asker: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class ProblemArrived:
    """Something to tell the performer; ``address`` is the OSC address it concerns, or empty."""

    address: str
    message: str


@dataclass(frozen=True, slots=True)
class PortsChanged:
    """The ports that hear OSC were taken, or are free again."""

    ports: Ports


@dataclass(frozen=True, slots=True)
class WorkerConnected:
    """The worker answers."""


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """The worker's connection ended."""


Event = (
    OscArrived
    | ProblemArrived
    | RecordingArrived
    | RecordingRefused
    | TakeEnded
    | PortsChanged
    | WorkerConnected
    | WorkerLost
    | BankLoaded
    | EffectRendered
    | DreamRendered
    | m.Message
)

"""Hyperparameters: what fixes a network, its features and its training. Each family has its own, with this base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Final, Self, TypeVar

from live_models.fields import shown

ValueT = TypeVar("ValueT")

DREAM_SEEDS: Final = ("same", "random", "advance")

FULL_RATE: Final = 44100
"""Hz. Rate of a training in full band, unless another is asked for."""


class HyperparameterError(ValueError):
    """A hyperparameter is unknown, of the wrong type or out of range; the message is one line for the user."""


def ranged(default: ValueT, low: float, high: float) -> ValueT:
    """Declare a hyperparameter that must lie in `low`..`high`, unless it is None by default and is left so."""
    found: ValueT = field(default=default, metadata={"range": (low, high)})
    return found


def chosen(default: str, *choices: str) -> str:
    """Declare a hyperparameter that must be one of these words."""
    found: str = field(default=default, metadata={"choices": choices})
    return found


@dataclass(frozen=True)
class Parameters:
    """The base of a family's hyperparameters. Any thread: immutable.

    A family adds fields with `ranged` and `chosen`, and what must hold between them in `faults`. Names are those of the
    family's paper.
    """

    approach: ClassVar[str]
    """The family's name, as on the card."""
    has_tone: ClassVar[bool] = False
    """Whether a card's `levels` and `tone` are heeded (`live_models.levels`, `live_models.tone`)."""
    elsewhere: ClassVar[Mapping[str, tuple[Any, ...]]] = {}
    """Names that cards of this family may hold though they belong to others, with the values that mean nothing; an
    empty tuple: any."""

    by_band: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """What `--band voice` and `--band full` set; empty where a system has one band."""

    lr: float = ranged(1e-4, 1e-9, 1.0)
    """Step size of Adam at the start (it falls along half a cosine when the training has a time limit)."""
    num_epochs: int = ranged(20, 1, 1_000_000)
    """Times that the whole material is shown."""
    sample_rate: int = ranged(11025, 4000, 192_000)
    """Hz."""
    dream_seed: str = chosen("random", *DREAM_SEEDS)
    """Where concurrent dreams begin (Pfalz 2018, 3.3): `same` place, `random`, or `advance` with the training."""

    def __post_init__(self) -> None:
        for message in self._field_faults():
            raise HyperparameterError(message)
        for message in self.faults():
            raise HyperparameterError(message)

    @classmethod
    def from_params(cls, params: Mapping[str, Any]) -> Self:
        """Check and convert a mapping (a card, a preset, `--param`); strings are read as the field's type.

        `approach` may be among the names. Raises HyperparameterError for unknown names (listing the known ones), wrong
        types and impossible values.
        """
        known = {one.name: str(one.type) for one in fields(cls)}
        values = {}
        for name, value in params.items():
            if name == "approach":
                cls._check(name, value, (cls.approach,))
            elif name in known:
                values[name] = _convert(name, known[name], value)
            elif name in cls.elsewhere:
                if cls.elsewhere[name]:
                    cls._check(name, value, cls.elsewhere[name])
            else:
                raise HyperparameterError(f"unknown hyperparameter {shown(name)}; known are: {', '.join(known)}")
        return cls(**values)

    def to_params(self) -> dict[str, Any]:
        """Every name with its value, as JSON can hold it (tuples become lists); `from_params` reads it back."""
        own = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        return {"approach": self.approach, **own}

    @classmethod
    def completed(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the params of a preset with those that follow from what a user has given."""
        return dict(params)

    @classmethod
    def leaves_full_band(cls, params: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
        """Whether a user's values, as words or numbers, take params in full band back to `voice`."""
        voice = cls.by_band.get("voice", {})
        return any(
            str(params.get(name, value)) != str(value) and str(given.get(name)) == str(value)
            for name, value in voice.items()
        )

    @property
    def hop_length(self) -> int:
        """Samples that one step of dreaming returns."""
        raise NotImplementedError

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """Names and shapes of the tensors that a checkpoint of these hyperparameters holds."""
        raise NotImplementedError

    @property
    def lanes(self) -> int:
        """How often a step of one dream runs through the weights."""
        return 1

    def size(self) -> dict[str, int]:
        """What the benchmark says of the network's size."""
        return {}

    def unread(self, backend: str) -> frozenset[str]:
        """Names of the tensors that a backend does not read again for every step."""
        return frozenset()

    def backend_fault(self, backend: str) -> str:
        """Return why dreams on a backend would not be worth hearing, for the user; empty where they are."""
        return ""

    def faults(self) -> Iterator[str]:
        """Every sentence that tells why these values cannot be used together."""
        yield from ()

    def _field_faults(self) -> Iterator[str]:
        for one in fields(self):
            value = getattr(self, one.name)
            choices, limits = one.metadata.get("choices"), one.metadata.get("range")
            if choices and value not in choices:
                yield f"{one.name} must be one of {', '.join(choices)}, got {value!r}"
            if limits and not (value is None and one.default is None):
                low, high = limits
                if not low <= value <= high:  # a NaN fails this too
                    yield f"{one.name} must be in range {low:g}..{high:g}, got {value!r}"

    @classmethod
    def _check(cls, name: str, value: Any, allowed: tuple[Any, ...]) -> None:
        if value not in allowed:
            raise HyperparameterError(f"{name} must be {allowed[-1]!r} for approach {cls.approach}, got {shown(value)}")


def _convert(name: str, type_name: str, value: Any) -> Any:
    """Read `value` as the type that the field's annotation names."""
    if "None" in type_name and (value is None or value == "none"):
        return None
    try:
        if type_name.startswith("tuple"):
            numbers = value.strip("()[]").split(",") if isinstance(value, str) else value
            found = tuple(int(number) for number in numbers)
            if len(found) != 2 and "..." not in type_name:
                raise ValueError
            return found
        if type_name.startswith("bool"):
            return {"true": True, "1": True, "false": False, "0": False}[str(value).lower()]
        if type_name.startswith("int"):
            if isinstance(value, bool) or float(value) != int(float(value)):
                raise ValueError
            return int(float(value))
        if type_name == "float":
            if isinstance(value, bool):
                raise ValueError
            return float(value)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise HyperparameterError(
            f"{name} must be of type {type_name.removesuffix(' | None')}, got {shown(value)}"
        ) from None
    if not isinstance(value, str):
        raise HyperparameterError(f"{name} must be a word, got {shown(value)}")
    return value

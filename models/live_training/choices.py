"""What can be chosen for a training: systems, their presets, and every hyperparameter with its meaning and range."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import Field, fields
from typing import Any

from live_models.contract.family import Family, load_entry
from live_models.contract.parameters import Parameters
from live_models.families import FAMILIES
from live_training.presets import load_preset, preset_names


def choices() -> list[dict[str, Any]]:
    """Every system with its presets and hyperparameters, as JSON can hold it. Any thread."""
    return [
        {
            "name": family.name,
            "about": family.about,
            "sound": family.sound,
            "recommended": family.recommended,
            "bands": list(load_entry(family.config).by_band) or ["voice"],
            "presets": [_preset(name, family) for name in preset_names(family.name)],
            "parameters": list(parameters_of(load_entry(family.config))),
        }
        for family in FAMILIES.values()
    ]


def parameters_of(kind: type[Parameters]) -> Iterator[dict[str, Any]]:
    """The hyperparameters of a system: name, type, default, meaning; `range` (both included) or `choices` if it has.

    `none`: whether it may be left open.
    """
    meanings = _meanings(kind)
    for one in fields(kind):
        row = {
            "name": one.name,
            "type": _type_of(one),
            "none": "None" in str(one.type),
            "default": list(one.default) if isinstance(one.default, tuple) else one.default,
            "meaning": meanings.get(one.name, ""),
        }
        if "range" in one.metadata:
            row["range"] = list(one.metadata["range"])
        if "choices" in one.metadata:
            row["choices"] = list(one.metadata["choices"])
        yield row


def in_words() -> str:
    """The same as a text for people."""
    lines: list[str] = []
    for family in choices():
        lines.append(f"{family['name']}: {family['about']}")
        for row in family["parameters"]:
            low_high = f", {row['range'][0]:g}..{row['range'][1]:g}" if "range" in row else ""
            words = f", one of {', '.join(row['choices'])}" if "choices" in row else ""
            lines.append(f"  {row['name']} ({row['type']}{low_high}{words}; default {row['default']})")
            lines += textwrap.wrap(row["meaning"], 110, initial_indent="      ", subsequent_indent="      ")
    return "\n".join(lines)


def _preset(name: str, family: Family) -> dict[str, Any]:
    found = load_preset(name, family.name)
    return {"name": name, "about": found.about, "values": found.values, "controls": found.controls}


def _type_of(one: Field[Any]) -> str:
    word = str(one.type).partition(" |")[0].partition("[")[0]
    return {"int": "whole number", "float": "number", "bool": "true or false", "tuple": "whole numbers"}.get(
        word, "word"
    )


def _meanings(kind: type[Parameters]) -> dict[str, str]:
    """The text below each field in the source, of the class itself or the nearest above it."""
    found: dict[str, str] = {}
    for above in reversed(kind.__mro__):
        if issubclass(above, Parameters):
            found |= dict(_below_fields(above))
    return found


def _below_fields(kind: type) -> Iterator[tuple[str, str]]:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    for one, below in zip(tree.body, tree.body[1:], strict=False):
        if not (isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            yield one.target.id, " ".join(str(below.value.value).split())

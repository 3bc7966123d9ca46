"""The rules of the code, read from the syntax trees: direction of imports, circles, names of families, size."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {
    "live_models": ROOT / "models" / "live_models",
    "live_inference": ROOT / "inference" / "live_inference",
    "live_training": ROOT / "models" / "live_training",
    "live_daemon": ROOT / "live" / "live_daemon",
}
MAY_IMPORT: dict[str, set[str]] = {
    "live_models": set(),
    "live_inference": {"live_models"},
    "live_training": {"live_models", "live_inference"},
    "live_daemon": {"live_inference"},
}
MAX_LINES = 400
MAX_POSITIONAL = 8
FAMILIES_FOLDER = "models/live_models/families/"

LOADS_TORCH = ("live_inference.bench", "live_inference.export")
"""What the daemon must not import: everything else of `live_inference` loads without torch."""

NOT_YET: dict[str, set[str]] = {
    "direction": set(),
    "circle": set(),
    "family": set(),
    "positional": set(),
    "lines": set(),
}
"""What still breaks a rule. Entries only leave this table: a test fails when one is no longer needed."""


def modules() -> dict[str, Path]:
    """Every module of the four packages by its dotted name."""
    return {
        ".".join((package, *file.relative_to(folder).with_suffix("").parts)).removesuffix(".__init__"): file
        for package, folder in PACKAGES.items()
        for file in sorted(folder.rglob("*.py"))
    }


def tools() -> list[Path]:
    """Python outside the packages: it builds patches and pages, and shows how to begin."""
    return [file for folder in ("docs", "examples", "max_patches") for file in sorted((ROOT / folder).rglob("*.py"))]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imported_modules(file: Path) -> Iterator[str]:
    """Every name that a file imports, also inside functions and for types alone."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide the direction"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


# What breaks a rule


def circles() -> set[str]:
    """Imports between two folders of one package (or modules beside them) that can be followed back.

    A folder is the first part of a path below its package.
    """
    graph: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for name, file in modules().items():
        package, *below = name.split(".")
        if below:
            mine = graph.setdefault((package, below[0]), set())
            for other in imported_modules(file):
                parts = other.split(".")
                if parts[0] == package and len(parts) > 1 and parts[1] != below[0]:
                    mine.add((package, parts[1]))

    def reached(start: tuple[str, str]) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        waiting = [start]
        while waiting:
            new = graph.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    return {
        f"{one[0]}: {one[1]} -> {other[1]}"
        for one, others in graph.items()
        for other in others
        if one in reached(other)
    }


@cache
def names() -> tuple[frozenset[str], frozenset[str]]:
    """All families, and all heads of their networks."""
    from live_models.families import FAMILIES
    from live_models.families.lstm.config import LSTMParameters

    heads = next(one for one in fields(LSTMParameters) if one.name == "head").metadata["choices"]
    return frozenset(FAMILIES), frozenset(heads)


def _named(node: ast.AST | None) -> bool:
    """Whether a literal names some families or heads. A table of all of them asks for none."""
    texts = _texts(node)
    return any(texts & every and not texts >= every for every in names())


def _texts(node: ast.AST | None) -> set[str]:
    """The texts of a literal: one, or a tuple's, list's, set's or dict's (its keys)."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return {text for one in node.elts for text in _texts(one)}
    if isinstance(node, ast.Dict):
        return {text for one in node.keys for text in _texts(one)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("frozenset", "set", "tuple"):
        return {text for one in node.args for text in _texts(one)}
    return set()


def _assigned(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    """Names that stand for some families or heads, with their values."""
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and _named(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((one.id, node.value) for one in targets if isinstance(one, ast.Name))


@cache
def constants() -> frozenset[str]:
    """Such names at the top of all modules, which other modules may import."""
    return frozenset(name for file in modules().values() for name, _ in _assigned(tree(file).body))


def asks_for_a_family(source: ast.AST) -> Iterator[int]:
    """Lines that compare with the name of a family or head: operators, match, keys of a dict, startswith."""
    collections = {name for name, value in _assigned(ast.walk(source)) if not isinstance(value, ast.Constant)}
    known = constants() | collections

    def is_a_family(node: ast.AST) -> bool:
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        return name in known or _named(node)

    for node in ast.walk(source):
        if isinstance(node, ast.Compare):
            asked = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            asked = [node.value]
        elif isinstance(node, ast.Dict):
            asked = [key for key in node.keys if key is not None]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = node.args if node.func.attr in ("startswith", "endswith", "__eq__") else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
            asked = [ast.copy_location(ast.Constant(one.arg), node) for one in node.keywords]
        else:
            continue
        if any(map(is_a_family, asked)):
            yield node.lineno if isinstance(node, ast.expr) else asked[0].lineno


def families_asked_for() -> set[str]:
    return {
        place(file)
        for file in (*modules().values(), *tools())
        if not place(file).startswith(FAMILIES_FOLDER) and any(asks_for_a_family(tree(file)))
    }


def too_many_parameters(source: ast.AST) -> Iterator[str]:
    for node in ast.walk(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            taken = [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
            if len(taken) - (taken[:1] in (["self"], ["cls"])) > MAX_POSITIONAL:
                yield getattr(node, "name", "lambda")


def positional() -> set[str]:
    return {place(file) for file in (*modules().values(), *tools()) if any(too_many_parameters(tree(file)))}


def long_files() -> set[str]:
    files = [*modules().values(), *tools(), *(ROOT / "tests").rglob("*.py")]
    return {place(file) for file in files if len(file.read_text(encoding="utf-8").splitlines()) > MAX_LINES}


def wrong_way() -> set[str]:
    """Files that import a package of ours that they must not know."""
    found = set()
    for name, file in modules().items():
        package = name.split(".")[0]
        ours = {one.split(".")[0] for one in imported_modules(file)} & set(PACKAGES)
        found |= {f"{place(file)} -> {other}" for other in ours - {package} - MAY_IMPORT[package]}
    return found


RULES = {
    "direction": wrong_way,
    "circle": circles,
    "family": families_asked_for,
    "positional": positional,
    "lines": long_files,
}


@pytest.mark.parametrize("rule", RULES)
def test_the_code_keeps_the_rule(rule: str) -> None:
    """One direction, no circle of folders, no question for a family outside `families/`, short signatures and files."""
    found = RULES[rule]()
    assert sorted(found - NOT_YET[rule]) == [], f"breaks the rule {rule!r}"
    assert sorted(NOT_YET[rule] - found) == [], f"no longer breaks the rule {rule!r}: take it out of NOT_YET"


@pytest.mark.parametrize(
    "source",
    [
        "a.approach == 'vector'",
        "'mixture' != a.head",
        "a in ('transpose', 'other')",
        "SAMPLE = 1\nmatch a:\n    case 'x' | 'vector': pass",
        "{'magnitude_spectrum': 1}.get(a, 2)",
        "a.startswith('vector')",
        "def f(a):\n    some = ('vector', 'other')\n    return a in some",
        "dict(vector=1).get(a)",
    ],
)
def test_a_question_for_a_family_is_seen(source: str) -> None:
    assert list(asks_for_a_family(ast.parse(source)))


@pytest.mark.parametrize("source", ["make('vector')", "a == 'other'", "'a mixture of' in b", "a in FAMILIES"])
def test_what_asks_for_no_family_is_let_through(source: str) -> None:
    assert not list(asks_for_a_family(ast.parse(source)))


def test_long_signatures_are_seen() -> None:
    nine = ", ".join("abcdefghi")
    assert list(too_many_parameters(ast.parse(f"def f({nine}): pass"))) == ["f"]
    assert list(too_many_parameters(ast.parse(f"lambda {nine}: 0"))) == ["lambda"]
    assert not list(too_many_parameters(ast.parse(f"def f({nine[:-3]}, *, i): pass")))


def test_no_circle_of_modules() -> None:
    ours = modules()
    graph = {
        name: {one for one in imported_modules(file) if one in ours and one != name} for name, file in ours.items()
    }
    done: set[str] = set()
    path: list[str] = []

    def visit(name: str) -> None:
        assert name not in path, f"a circle: {' -> '.join([*path[path.index(name) :], name])}"
        if name in done:
            return
        path.append(name)
        for other in graph[name]:
            visit(other)
        path.pop()
        done.add(name)

    for name in graph:
        visit(name)


def without_torch() -> list[str]:
    """Every module of the daemon, and what it may use: all of `live_inference` but what is made for torch."""
    return [
        name
        for name in modules()
        if name.split(".")[0] in ("live_daemon", "live_inference")
        and not name.startswith(LOADS_TORCH)
        and not name.endswith("__main__")
    ]


@pytest.mark.whole
def test_the_daemon_never_loads_torch() -> None:
    """Nor PortAudio's library before a device is opened: the demo must run where there is none."""
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
        "    for unwanted in ('torch', 'sounddevice'):\n"
        "        assert unwanted not in sys.modules, f'{name} loads {unwanted}'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *without_torch()], capture_output=True, text=True, check=False, timeout=200
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout


def test_no_function_of_the_daemon_loads_torch() -> None:
    for name, file in modules().items():
        if name.startswith("live_daemon"):
            loaded = [one for one in imported_modules(file) if one.startswith((*LOADS_TORCH, "torch"))]
            assert not loaded, f"{place(file)} imports {loaded}"


@pytest.mark.whole
def test_generated_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout

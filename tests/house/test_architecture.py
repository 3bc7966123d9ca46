"""The house stays in order: imports run one way, the daemon never loads torch, generated pages are current."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {
    "live_models": ROOT / "models" / "live_models",
    "live_inference": ROOT / "inference" / "live_inference",
    "live_training": ROOT / "models" / "live_training",
    "live_daemon": ROOT / "live" / "live_daemon",
}
MAY_IMPORT = {
    "live_models": set(),
    "live_inference": {"live_models"},
    "live_training": {"live_models", "live_inference"},
    "live_daemon": {"live_inference"},
}


def modules():
    return [(package, file) for package, folder in PACKAGES.items() for file in sorted(folder.rglob("*.py"))]


def imported_modules(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide the direction"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package):
    files = [file for owner, file in modules() if owner == package]
    assert files
    for file in files:
        ours = {name.split(".")[0] for name in imported_modules(file)} & set(PACKAGES)
        assert ours - {package} <= MAY_IMPORT[package], f"{file.relative_to(ROOT)} imports {ours - {package}}"


def test_no_circle_of_modules():
    names = {}
    for package, file in modules():
        parts = file.relative_to(PACKAGES[package]).with_suffix("").parts
        names[".".join((package, *parts)).removesuffix(".__init__")] = file
    graph = {
        name: {one for one in imported_modules(file) if one in names and one != name} for name, file in names.items()
    }
    done, path = set(), []

    def visit(name):
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


@pytest.mark.parametrize(
    "module",
    [
        "cli",
        "processes.run",
        "processes.supervisor",
        "control.controller",
        "settings",
        "audio.process",
        "demo.performance",
        "osc.transport",
    ],
)
def test_the_daemon_never_loads_torch(module):
    code = f"import sys, live_daemon.{module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_a_sound_card_no_sound_library_is_needed():
    """The demo must run where PortAudio is not installed."""
    code = "import sys, live_daemon.demo.performance, live_daemon.audio.process; sys.exit('sounddevice' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_file_is_too_long():
    long = [(file.name, n) for _, file in modules() if (n := len(file.read_text().splitlines())) > 500]
    assert not long


def test_generated_pages_are_current():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout

"""Lists the long trials, or runs them: ``python -m tests.trials [NAME [OPTION...]] | --all``.

Each takes minutes to an hour; ``NAME --help`` tells its options. Figures, tables and logs go to trials-out/.
"""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
USAGE = __doc__.partition("``")[2].partition("``")[0]


def trials() -> dict[str, str]:
    """Every trial: its name and the first line that it says about itself."""
    found = {}
    for file in sorted(HERE.glob("[a-z]*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if any(isinstance(one, ast.FunctionDef) and one.name == "main" for one in tree.body):
            found[file.stem] = (ast.get_docstring(tree) or "").partition("\n\n")[0].replace("\n", " ")
    return found


def run(name: str, options: list[str]) -> int:
    """Run one trial in this process; return its exit status."""
    sys.argv = [f"python -m tests.trials {name}", *options]
    return int(importlib.import_module(f"trials.{name}").main())


def run_all() -> int:
    """Run one after the other, each in a process of its own; return how many failed, at most 1."""
    failed = []
    for name in trials():
        print(f"== {name}", flush=True)
        began = time.monotonic()
        status = subprocess.run(
            [sys.executable, "-m", "tests.trials", name], cwd=HERE.parents[1], check=False
        ).returncode
        print(f"== {name}: {'failed' if status else 'done'} in {time.monotonic() - began:.0f} s", flush=True)
        failed += [name] * bool(status)
    print(f"failed: {', '.join(failed)}" if failed else "all done")
    return int(bool(failed))


def main(arguments: list[str]) -> int:
    """Do what the command line says."""
    match arguments:
        case ["--all"]:
            return run_all()
        case [name, *options] if name in trials():
            return run(name, options)
        case [name, *_] if name not in ("-h", "--help"):
            print(f"no trial is called {name}; known: {', '.join(trials())}", file=sys.stderr)
            return 2
    print(f"usage: {USAGE}\n")
    for name, what in trials().items():
        print(f"  {name:<16} {what}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # libjack does not survive the end of an interpreter whose server has died

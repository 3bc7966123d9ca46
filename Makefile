# Two commands set everything up in a fresh clone: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KERNELS := $(wildcard models/live_models/kernels/*.py models/live_models/families/*/*.py models/live_models/families/*/*/*.py)
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test test-fast lint format types bench docs trials plugins check-plugins clean system-packages

demo: $(VENV)/warm
	$(BIN)/live-daemon demo

# The quick answer first. Whole tests wait half of their time, for sound that plays: three of them for two cores. What plays
# through a real audio server runs alone, at the end: it hears when something else computes, and what gives way to it is late.
test: test-fast system-packages
	$(BIN)/python -m pytest -m "whole and not jack" -n 3 --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m pytest -m jack

# An answer in five to nine minutes on two cores: what starts no other process, trains nothing and renders little.
test-fast: $(VENV)/installed-dev $(VENV)/warm
	$(BIN)/python -m pytest -m "not whole" -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --platform linux
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The bridge for every system, from plugins/source into plugins/built. The first time the compiler also builds its own
# libraries: a minute or two; after that seconds.
plugins: $(VENV)/installed-plugins
	$(BIN)/python plugins/build_plugins.py

# The sources give what lies in plugins/built, byte for byte.
check-plugins: $(VENV)/installed-plugins
	$(BIN)/python plugins/build_plugins.py --check

# Several minutes; keeps the run in docs/benchmarks.json and writes docs/benchmarks.md from it.
bench: $(VENV)/installed-bench $(VENV)/warm
	$(BIN)/live-daemon bench > docs/benchmarks.json.new
	mv docs/benchmarks.json.new docs/benchmarks.json
	$(BIN)/python docs/generate.py

# The long trials, one after the other: hours. `python -m tests.trials` lists them; what they find is in trials-out/.
trials: $(VENV)/installed-dev $(VENV)/warm system-packages
	$(BIN)/python -m tests.trials --all

docs: $(VENV)/installed-dev
	$(BIN)/python docs/generate.py

# What no Python package brings: PortAudio; JACK, Pd and Chromium for the tests that play through a real host or page.
system-packages:
	@sh tests/support/system_packages.sh

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "live-daemon needs Python 3.11 or newer, $(PYTHON) is $$($(PYTHON) -V 2>&1); run: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/created pyproject.toml setup.cfg constraints.txt
	@if [ "$$(uname -s)" = Linux ] && ! command -v nvidia-smi >/dev/null 2>&1 && ! $(BIN)/python -c 'import torch' 2>/dev/null; then \
	  echo "pip may bring 3 GB of libraries for NVIDIA cards that live-daemon does not need;"; \
	  echo "to go without: Ctrl-C, then docs/install.md, 'The GPU download'"; fi
	$(PIP) install -c constraints.txt -e .
	@touch $@

# numba's cache looks only at the file of a function, not at those whose functions it calls: a changed kernel is compiled anew.
$(VENV)/warm: $(VENV)/installed $(KERNELS)
	@find inference models -name '*.nb[ic]' -delete
	@echo "compiling the audio engine and the dreaming kernels (once, one to three minutes)"
	@$(BIN)/live-daemon warm-up
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) install --quiet -c constraints.txt -e ".[dev]"
	$(PIP) install --quiet -c constraints.txt --no-deps basic-pitch  # its network alone: a second ear for tests
	@for host in pedalboard dawdreamer; do \
	  $(PIP) install --quiet -c constraints.txt --only-binary :all: $$host || echo "no $$host here: its tests are skipped"; done
	@touch $@

$(VENV)/installed-plugins: $(VENV)/created pyproject.toml constraints.txt
	$(PIP) install --quiet -c constraints.txt --only-binary :all: ziglang
	@touch $@

$(VENV)/installed-bench: $(VENV)/installed
	$(PIP) install --quiet -c constraints.txt -e ".[bench]"
	@touch $@

clean:
	rm -rf demo-out bench-out trials-out .pytest_cache .mypy_cache .ruff_cache

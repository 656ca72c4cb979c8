# Everything runs in an environment of its own, made on the first call; later calls work offline.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: report test nightly bench bench-checks check schema lint clean
report: $(VENV)/.installed
	$(BIN)/reportgen build . --out dist

schema: $(VENV)/.installed
	$(BIN)/reportgen schema --out content/schema

check: $(VENV)/.installed
	$(BIN)/reportgen check .

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 2

nightly: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 2 -m nightly

bench: $(VENV)/.installed-bench
	$(BIN)/python benchmarks/run.py

bench-checks: $(VENV)/.installed
	$(BIN)/python tests/bench_checks.py

lint: $(VENV)/.installed-test
	$(BIN)/ruff check src tests charts
	$(BIN)/mypy

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "reportgen needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@

clean:
	rm -rf dist .reportgen-cache

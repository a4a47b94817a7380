# `make demo` shows the tool, `make test` tests it; both need only Python 3.11 or later.
PYTHON ?= python3
# another Python needs a place of its own: make test PYTHON=python3.13 VENV=build/venv-3.13
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := demo
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# else each of the many processes of the tests compiles the program anew
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test proof fast check format docs site screenshots bench dist clean

help:
	@echo "make demo         build a demo registry from cases/, draw each case, open the app"
	@echo "make test         run the tests"
	@echo "make proof        run the long proofs in full: examples, kills (up to 10 minutes)"
	@echo "make fast         run the tests that open no screen, browser or clean folder"
	@echo "make check        lint, formatting, types, import layers"
	@echo "make format       put the code into its form"
	@echo "make docs         write the generated pages in docs/"
	@echo "make site         build the documentation site into build/site"
	@echo "make screenshots  make the pictures in screenshots/ again"
	@echo "make bench        print the benchmarks"
	@echo "make dist         build sdist and wheel, and try the wheel in an empty home"
	@echo "make clean        remove everything that these targets made"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "On Debian, 'apt-get install python3-venv' adds what is missing."; exit 1; }

$(VENV)/runtime: $(BIN)/python pyproject.toml requirements.lock
	@echo "Installing into $(VENV); the first time this takes a minute or two."
	$(BIN)/python -m pip install --quiet --constraint requirements.lock --editable .
	@touch $@

$(VENV)/development: $(VENV)/runtime requirements.lock
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	@touch $@

demo: $(VENV)/runtime
	@mkdir -p $(DEMO)
	@$(BIN)/timeline --db $(DEMO)/registry.db import cases/*.toml
	@$(BIN)/timeline --db $(DEMO)/registry.db chart --all --output $(DEMO)
	@if [ -t 1 ]; then $(BIN)/timeline --db $(DEMO)/registry.db; fi
	@echo "Open the app with: $(BIN)/timeline --db $(DEMO)/registry.db"

PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist worksteal --quiet
FAST := case clinical cli exchange files language registry swimlane user_stories

test: $(VENV)/development
	$(PYTEST)

proof: $(VENV)/development
	TIMELINE_TEST_PROOF=1 $(PYTEST) -m proof

fast: $(VENV)/development
	$(PYTEST) $(FAST:%=tests/%)

check: $(VENV)/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/development
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .

docs: $(VENV)/development
	$(BIN)/python docs/generate.py

build/site-tool: pyproject.toml
	@$(PYTHON) -m venv build/site-tool
	@build/site-tool/bin/python -m pip install --quiet 'zensical>=0.0.73'
	@touch $@

site: build/site-tool
	build/site-tool/bin/python docs/build_site.py

screenshots: $(VENV)/development
	$(BIN)/python screenshots/make.py

bench: $(VENV)/development
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

dist: $(VENV)/development
	@rm -rf dist build/dist-tool
	@$(PYTHON) -m venv build/dist-tool
	@build/dist-tool/bin/python -m pip install --quiet build
	build/dist-tool/bin/python -m build --outdir dist .
	@rm -rf build/dist-tool
	$(BIN)/python tests/try_wheel.py dist/*.whl

clean:
	rm -rf $(VENV) $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

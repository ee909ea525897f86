# Every recipe sets up what it needs: `make demo` and `make test` work on a fresh machine.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# The system's certificates: a network with its own authority is common in schools and offices.
UV := UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 $(BIN)/uv
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11

.PHONY: help demo test slow lint format types layers docs lock bench wheel gallery system foreign clean

help:  ## list the recipes
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# --- set-up -----------------------------------------------------------------
$(BIN)/uv: scripts/bootstrap.py
	@$(PYTHON) scripts/bootstrap.py $(VENV)
	@touch $@

# Running needs requirements.txt only; developing adds the rest (a superset, so it never downgrades).
$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/uv
	@echo "Installing what Sourcebook needs into $(VENV) …"
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(BIN)/uv
	@echo "Installing what developing Sourcebook needs into $(VENV) …"
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

system:  ## install Chromium for the browser tests, where root allows
	@sh scripts/system.sh

foreign:  ## fetch other programs' readers for the slow tests (Zotero's, citeproc-js, pandoc)
	@sh scripts/foreign.sh

# --- the two commands -------------------------------------------------------
demo: $(VENV)/.run  ## make the demo library, build its site and serve it at http://127.0.0.1:8000
	@$(BIN)/sourcebook demo --library demo-library --serve

test: $(VENV)/.dev  ## run the fast tests
	@$(BIN)/python -m pytest -n auto

# --- what CI adds -----------------------------------------------------------
slow: $(VENV)/.dev system foreign  ## run all tests, slow and browser ones too
	@$(BIN)/python -m pytest --runslow -n auto

lint: $(VENV)/.dev  ## check style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/.dev  ## put the code into our format
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

types: $(VENV)/.dev  ## check types
	@$(BIN)/mypy

layers: $(VENV)/.dev  ## check that imports go one way
	@$(BIN)/lint-imports

docs: $(VENV)/.dev  ## check that generated docs are up to date (write them with: make docs WRITE=--write)
	@$(BIN)/python scripts/commands.py $(WRITE)

lock: $(VENV)/.dev  ## lock the dependencies with hashes (all platforms)
	@$(LOCK) pyproject.toml --group build -o requirements.txt
	@$(LOCK) pyproject.toml --group build --group dev --all-extras -o requirements-dev.txt

bench: $(VENV)/.dev  ## measure against peers; writes docs/benchmarks.md
	@$(UV) pip install --quiet --python $(BIN)/python --group bench
	@$(BIN)/python bench/run.py

wheel: $(VENV)/.dev  ## build the wheel and try it on every Python found
	@$(BIN)/python -m scripts.wheel

gallery: $(VENV)/.dev system  ## draw every template with invented data, in build/gallery
	@$(BIN)/python -m scripts.gallery build/gallery

clean:  ## remove what the recipes made
	@rm -rf $(VENV) build dist demo-library

# Every command of the repository; `make` alone lists them. Each sets itself up.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
SHELL := /bin/sh

PYTHON ?= $(shell sh .ci/find-python)
BIN := .venv/bin
STAMP := .venv/.installed

GENERATED := $(patsubst %/pyproject.toml,%,$(wildcard generated/*/pyproject.toml))
EMPTY :=
SPACE := $(EMPTY) $(EMPTY)
MEMBERS := generator runtime runner $(GENERATED)
CHECKED := $(wildcard generator/src runtime/src runner/src flows/*.py examples tests \
	bench release $(addsuffix /src,$(GENERATED)))

PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq \
	--constraint constraints.txt
export PIP_ROOT_USER_ACTION := ignore

# A virtual environment knows its own path: one that was copied here with the folder is
# made anew, lest the commands work on the other copy.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
$(STAMP): FORCE
endif
FORCE:

# Flows are trusted; scripts that were saved are held to the policy of scripts as well.
FLOWS := $(wildcard flows/*.py)
SAVED := $(wildcard flows/saved/*.py)

.PHONY: FORCE help setup generate check test lint types flows corpus bench wheels \
	update demo clean

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

setup: $(STAMP)  ## Make .venv with everything installed, editable

$(STAMP): constraints.txt pyproject.toml $(addsuffix /pyproject.toml,$(MEMBERS))
	@test -n "$(PYTHON)" || { \
	  echo "error: found no Python 3.11 or newer that has venv and pip." >&2; \
	  echo "Install one (Debian: apt-get install python3 python3-venv)," >&2; \
	  echo "or name yours: make setup PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up .venv"
	@grep -qsxF "$(CURDIR)" $@ || $(PYTHON) -m venv --clear .venv
	@rm -f $@
	@$(PIP) --upgrade pip flit_core hatchling
	@$(PIP) --no-build-isolation --group dev $(addprefix --editable ./,$(MEMBERS))
	@echo "$(CURDIR)" > $@

generate: $(STAMP)  ## Write generated/ from specs/
	@$(BIN)/hero-generator generate

check: $(STAMP)  ## Compare generated/ with specs/, then flows, lint and types
	@$(BIN)/hero-generator check
	@$(MAKE) --no-print-directory flows lint types

test: $(STAMP)  ## Run the tests; ARGS="-k name" is passed on
	@$(BIN)/python -m pytest $(ARGS)

lint: $(STAMP)  ## Compare the form of every module with black's
	@$(BIN)/black --check .

types: $(STAMP)  ## Check the types of everything, strictly
	@MYPYPATH=$(subst $(SPACE),:,$(addsuffix /src,$(GENERATED))) $(BIN)/mypy $(CHECKED)

flows: $(STAMP)  ## Check flows and saved scripts against the clients they call
	@$(if $(FLOWS),$(BIN)/hero-runner check-script --flow $(FLOWS),:)
	@$(if $(SAVED),$(BIN)/hero-runner check-script $(SAVED),:)

corpus: $(STAMP)  ## Run the tests over the shared corpus of documents
	@$(BIN)/python -m pytest tests/corpus -m corpus $(ARGS)

bench: $(STAMP)  ## Run the benchmarks; ARGS is passed on
	@$(BIN)/python -m bench $(ARGS)

demo: $(STAMP)  ## Let the agent do a task on the example services, and prove it
	@$(BIN)/python -m examples.demo

update: $(STAMP)  ## Fetch documents and generate; ARGS=--patch-only leaves a patch
	@.ci/update $(ARGS)

wheels: $(STAMP)  ## Build all distributions and their index into dist/
	@$(BIN)/python -m release

clean:  ## Remove .venv and all caches
	@rm -rf .venv .cache .mypy_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

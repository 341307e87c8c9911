# make demo    a graph of the sample articles, from a bare machine with Python 3.11–3.13
# make test    all tests
# make bench   how fast and how good it is on this machine
# make model CORPORA=DIR   train the German pipeline anew (see training/README.md)
# make clean   take away what the others made

VENV  ?= .venv
OUT   ?= out
EXTRAS := test
TESTS ?=

SHELL := /bin/sh
BIN := $(VENV)/bin
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
# The first Python that fits; python3 itself where none does, for the message.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(FITS)' 2>/dev/null && { echo $$p; exit; }; done; echo python3)

.DEFAULT_GOAL := help
.PHONY: help demo test model corpora bench clean

help:
	@sed -n 's/^# make/make/p' Makefile

demo: $(VENV)/.kg
	$(BIN)/kg build seeds/articles -o $(OUT)
	@echo
	@echo "Who restricts what:"
	@$(BIN)/kg query -g $(OUT) 'SELECT ?wer ?was { ?s kg:restricts ?o ; skos:prefLabel ?wer . ?o skos:prefLabel ?was } ORDER BY ?wer ?was'
	@echo
	@echo "Who says so: $(BIN)/kg query -g $(OUT) wer-beschraenkt-was"
	@echo "What else can be asked: $(BIN)/kg query -g $(OUT) --list"

test: $(VENV)/.kg-$(EXTRAS)
	$(BIN)/python -m pytest $(TESTS)

bench: $(VENV)/.kg-$(EXTRAS)
	$(BIN)/python benchmarks/speed.py

model: corpora $(VENV)/.kg
	$(BIN)/python -m training.make_model --corpora "$(CORPORA)" --out kg/language/model

corpora:
	@test -n "$(CORPORA)" || { echo "make model CORPORA=DIR: name the folder of the corpora; see training/README.md"; exit 2; }

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info .pytest_cache .hypothesis .ruff_cache .mypy_cache

# The stamps say what is installed: pip runs again only after pyproject.toml or setup.py has changed.
$(VENV)/.kg: $(VENV)/.python pyproject.toml setup.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.kg-$(EXTRAS): $(VENV)/.python pyproject.toml setup.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	@touch $@ $(VENV)/.kg

$(VENV)/.python:
	@$(PYTHON) -c '$(FITS)' 2>/dev/null || { \
		echo "kg needs Python 3.11, 3.12 or 3.13; here is $$($(PYTHON) --version 2>&1). make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "no virtual environment could be made; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

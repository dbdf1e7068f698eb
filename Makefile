# The targets that people and CI call. Needs Python >= 3.11 and make; everything else comes with `pip` into .venv.

# The first Python on the path that is new enough; `make PYTHON=...` names another.
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Two worker processes suit two cores; each loads the analyser (about 300 MB).
TEST_WORKERS ?= 2

.PHONY: help demo test check style types ontology-checks reference bench constraints clean

help:
	@echo "make demo         build the graph of examples/articles, answer the saved questions, say where the results are"
	@echo "make test         run the tests"
	@echo "make check        style, types, and the ontology's own checks"
	@echo "make reference    write the reference page of the ontology, build/ontology/index.html"
	@echo "make bench        measure against named peers"
	@echo "make constraints  write constraints.txt anew, from the newest versions that fit"
	@echo "make clean        remove what these made"

# The environment, made again when what it installs has changed.
$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "innokg needs Python 3.11 or newer, and found none; install one or say make PYTHON=/path/to/python" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "making $(VENV) failed; where Python comes in parts, install its venv part (python3-venv)" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -c constraints.txt --upgrade pip
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(READY)
	$(BIN)/innokg demo

test: $(READY)
	$(BIN)/python -m pytest -n $(TEST_WORKERS)

check: style types ontology-checks

style: $(READY)
	$(BIN)/python -m ruff check

types: $(READY)
	# Pyright would otherwise take the first python of the path, which need not have what innokg imports.
	$(BIN)/python -m pyright --pythonpath $(BIN)/python

ontology-checks: $(READY)
	$(BIN)/python -m innokg.ontology.checks

reference: $(READY)
	$(BIN)/python -m innokg.ontology.reference

bench: $(READY)
	$(BIN)/python -m bench

# Made in an environment of its own, so that only what innokg needs is in it; setuptools comes and goes with Python.
FRESH := build/constraints
constraints:
	rm -rf $(FRESH)
	$(PYTHON) -m venv $(FRESH)
	$(FRESH)/bin/python -m pip install --quiet --quiet --disable-pip-version-check --upgrade pip
	$(FRESH)/bin/python -m pip install --quiet --quiet --disable-pip-version-check -e '.[dev]'
	echo "# What innokg was tested with; \`make constraints\` writes it anew." > constraints.txt
	$(FRESH)/bin/python -m pip freeze --all --exclude-editable --exclude setuptools --exclude wheel >> constraints.txt
	rm -rf $(FRESH)

clean:
	rm -rf .venv demo build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

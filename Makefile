# Everything that is done often, one target each. `make help` lists them.
# A fresh machine needs Python 3.11 or newer, git, make, and a way to the Python package index.
# Another Python: make PYTHON=python3.12 demo

VENV := .venv
BIN := $(VENV)/bin
APP := $(VENV)/.app-is-set-up
DEV := $(VENV)/.dev-is-set-up
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST_ARGS ?=
HUNT ?= 1500

.DEFAULT_GOAL := help
.PHONY: help demo demo-google test test-slow hunt lint format docs docs-check messages samples bench mutants clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(APP)  ## set up, then check copies of the sample workbooks in demo-output/
	@$(BIN)/python scripts/demo.py

demo-google: $(DEV)  ## set up, then check a sample as a Google Sheet, on a server on this computer
	@$(BIN)/python scripts/demo_google.py

test: $(DEV)  ## set up, then run the tests that are fast
	$(BIN)/python -m pytest -m "not slow" -n 2 $(PYTEST_ARGS)

test-slow: $(DEV)  ## run the tests that take long or need LibreOffice, and properties at length
	@scripts/install-system-packages libreoffice chromium node postgresql systemd
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -m "slow or hypothesis" -n 2 $(PYTEST_ARGS)

hunt: $(DEV)  ## let a person work in a sheet while it is checked, otherwise each time (HUNT=5000 for longer)
	HUNT=$(HUNT) $(BIN)/python -m pytest tests/google/test_beside_a_person.py -k whatever_is_tried -q

lint: $(DEV)  ## format, lint, types, and who may import whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV)  ## put every file into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(DEV)  ## write the generated pages, the printed commands and the pictures anew
	@scripts/install-system-packages libreoffice pictures chromium node
	$(BIN)/python scripts/write_docs.py
	$(BIN)/python -m scripts.screenshots
	$(BIN)/python -m scripts.board_pictures
	$(BIN)/python -m scripts.web_pictures
	$(BIN)/python -m scripts.google_pictures

docs-check: $(DEV)  ## say whether the generated pages, printed commands and translations are in step
	$(BIN)/python scripts/write_docs.py --check
	$(BIN)/python scripts/catalogue.py --check

messages: $(DEV)  ## collect the texts, bring the translations in step, compile them
	$(BIN)/python scripts/catalogue.py

samples: $(DEV)  ## make the sample workbooks again
	$(BIN)/python -m sample_workbooks

bench: $(DEV)  ## measure speed and memory, as ratios (sets up .venv-bench with the peers)
	$(BIN)/python -m benchmarks

mutants: $(DEV)  ## try the tests: change the code bit by bit (MODULE="tenure spans" for some)
	@$(PIP) install --group mutation
	$(BIN)/python scripts/mutants.py $(MODULE)

clean:  ## take away everything that was made here
	rm -rf $(VENV) .venv-bench .mutants benchmarks/.cache demo-output build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A set-up is repeated only when pyproject.toml has changed since.
$(APP): pyproject.toml scripts/find-python
	@echo "Setting up $(VENV) (a minute or two, once) ..."
	@test -x $(BIN)/python || { \
	    python=$$(PYTHON='$(PYTHON)' scripts/find-python) && \
	    { "$$python" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }; }; }
	@$(PIP) install --upgrade "pip>=25.1"
	@$(PIP) install --editable .
	@touch $@

$(DEV): $(APP)
	@echo "Setting up what the tests need ..."
	@$(PIP) install --group dev
	@touch $@

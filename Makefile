# The one front door. `make help` lists what there is.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The other two ends of the range that blocks must run on; see docs/decisions.
OLDEST := .venv-oldest
NEWEST := .venv-newest
PYTHON312 := $(shell tools/find_python312)
# One more than there are processors, since tests wait for browsers and servers.
WORKERS := $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)
ENDS := python -m pytest tests/core tests/xblocks --ignore tests/core/matching --ds=tests.xblocks.plain_settings -m "not browser" -q

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

demo: $(VENV)/.ready ## Start the tool, a practice LMS and the workbench, and print what to open
	@$(BIN)/python tools/demo.py

test: $(VENV)/.ready environments ends ## Run the whole test suite, on both ends of the supported range
	@PYTHONPATH=practice_lms $(BIN)/python -m pytest tests/practice_lms --ds=practice_lms.settings --numprocesses $(WORKERS) -q
	@$(BIN)/python -m pytest tests --numprocesses $(WORKERS) --dist worksteal

test-deep: ## The same with every language, width and many more examples; takes about twice as long
	@WINTERNSHIP_DEEP=1 $(MAKE) test

check: $(VENV)/.ready ## Style, types and layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=practice_lms $(BIN)/mypy --config-file practice_lms/mypy.ini
	@PYTHONPATH=connectors $(BIN)/lint-imports
	@$(BIN)/winternship makemigrations --check --dry-run

format: $(VENV)/.ready ## Put the code into its standard form
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

bench: $(VENV)/.ready .programs ## Measure speed, each figure beside a peer or a limit
	@$(BIN)/python benchmarks/run.py

docs: $(VENV)/.ready ## Check the documents: links, commands, settings
	@$(BIN)/python -m pytest tests/docs

environments: $(VENV)/.ready # at the same time, since a package is unpacked by one processor
	@$(MAKE) --jobs 2 .programs $(OLDEST)/.ready $(if $(PYTHON312),$(NEWEST)/.ready)

ends: $(OLDEST)/.ready $(if $(PYTHON312),$(NEWEST)/.ready) ## Block tests on the oldest and the newest supported host
ifneq ($(PYTHON312),)
	@echo "--- oldest: Python 3.11, Django 4.2, XBlock 5.2; beside it the newest: Python 3.12, Django 5.2, XBlock 6.3"
	@$(OLDEST)/bin/$(ENDS) & oldest=$$!; $(NEWEST)/bin/$(ENDS) || { wait $$oldest; exit 1; }; wait $$oldest
else
	@echo "--- oldest: Python 3.11, Django 4.2, XBlock 5.2; the newest is skipped, no Python 3.12 on this machine"
	@$(OLDEST)/bin/$(ENDS)
endif

$(VENV)/.ready: setup.py requirements/main.txt
	@tools/make_venv $(PYTHON) $(VENV) requirements/main.txt "service,documents,export,celery,matching,bound,dev"

$(OLDEST)/.ready: setup.py requirements/oldest.txt
	@tools/make_venv $(PYTHON) $(OLDEST) requirements/oldest.txt "blocktests,documents"

$(NEWEST)/.ready: setup.py requirements/newest.txt
	@tools/make_venv $(PYTHON312) $(NEWEST) requirements/newest.txt "blocktests,documents"

.programs:
	@tools/install_test_programs

messages: $(VENV)/.ready ## Collect what is to be translated, and compile the catalogues (needs gettext)
	@cd lti_tool/winternship_lti && ../../$(BIN)/python -m django makemessages -l nl --no-location --no-obsolete
	@cd lti_tool/winternship_lti && ../../$(BIN)/python -m django compilemessages -l nl

clean: ## Remove what was built, environments included
	@rm -rf .venv .venv-oldest .venv-newest build dist var ./*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

.PHONY: help demo test test-deep check format bench docs ends environments messages clean .programs

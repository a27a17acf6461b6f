# Everything sets itself up: the first target that needs Python makes .venv and installs the locked packages into it.
# ARGS passes options on, as in: make test ARGS="-k clock"

PYTHON ?=
ARGS ?=
PY := .venv/bin/python
# More workers than cores: many tests wait for a process, a browser or a database.
WORKERS ?= 4
FAST := tests/assessment tests/deadlines tests/incident tests/intake tests/notices tests/playbook tests/register
TEST := -m pytest -n $(WORKERS) --dist worksteal
# The pure rooms wait for nothing, and each worker reads all tests before it runs one.
TEST_FAST := -m pytest -n auto -q -m "not slow and not postgres and not proof and not mutation" --hypothesis-profile=fast $(FAST)

# Some containers ask Python to keep no bytecode. The tests start it a hundred times, and half of a start is compiling.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo test test-fast coverage proof mutants node lint types check bench docs clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r target what; do \
		printf '%-14s %s\n' "$$target" "$$what"; done

setup: .venv/runtime ## install what breachbot needs; the command is then .venv/bin/breachbot

demo: .venv/runtime ## play a whole incident on this machine, then try it in a browser; FRESH=1 leaves all to you
	@$(PY) -m breachbot demo $(if $(FRESH),--fresh) $(ARGS)

test: .venv/development ## run the tests
	@$(PY) $(TEST) $(ARGS)

test-fast: .venv/development ## run the tests of the pure rooms: no process, server, browser or second database
	@$(PY) $(TEST_FAST) $(ARGS)

coverage: .venv/development ## run the tests of the pure rooms, and print which share of each they go through
	@$(PY) -m coverage erase
	@$(PY) -m coverage run $(TEST_FAST) $(ARGS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m tests.rooms

proof: .venv/development ## run what must run long: whole lives of incidents, in any order and long
	@$(PY) $(TEST) -m proof --hypothesis-profile=proof $(ARGS)

mutants: .venv/development ## after a change of the rules or of guidance: see that a test tells every fault that is put back
	@$(PY) $(TEST) -m "proof or mutation" tests/assessment/test_mutants.py tests/incident/test_faults_are_found.py $(ARGS)

node: tests/judges/node_modules/complete ## fetch the judges of the tests that run on Node; without them those tests are skipped

lint: .venv/development ## check style, format and who imports whom
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -c 'from importlinter.cli import lint_imports_command as main; main()' --no-cache

types: .venv/development ## check the types, strictly
	@$(PY) -m mypy

check: lint types ## lint, types, and the playbooks and templates that come along
	@$(PY) -m breachbot check --files

bench: .venv/runtime ## measure assessments, and the intake of signals beside the smallest server that does the same
	@$(PY) -m bench.assessments
	@$(PY) -m bench $(ARGS)

docs: .venv/development ## write again the pages that come from the code, and take the pictures anew
	@$(PY) -m breachbot settings --markdown > docs/.settings.md
	@mv docs/.settings.md docs/settings.md
	@$(PY) -m breachbot settings --env > docs/.env.example
	@mv docs/.env.example .env.example
	@$(PY) -m tests.assessment.page
	@$(PY) -m tests.intake.page
	@$(PY) -m tests.playbook.page
	@$(PY) -m tests.incident.filing.page
	@$(PY) -m tests.browser.pictures docs/pictures

clean: ## remove what make made; the data folder .breachbot stays
	@rm -rf .venv tests/judges/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* dist
	@find breachbot tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is written last, so that whatever was cut short is done again.

.venv/runtime: .venv/python requirements.lock
	$(call install,requirements.lock)
	@touch $@

.venv/development: .venv/python requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch $@ .venv/runtime

tests/judges/node_modules/complete: tests/judges/package-lock.json
	@command -v npm > /dev/null || { echo "npm is missing; on Debian: apt install npm" >&2; exit 1; }
	@echo "Fetching the judges into tests/judges/node_modules (once) ..."
	@cd tests/judges && npm ci --silent
	@touch $@

# The .pth file is relative to site-packages: it puts this folder on the path wherever the checkout is moved to.
.venv/python:
	@$(find_python); \
	"$$python" -m venv --clear .venv; \
	echo '../../../..' > "$$(echo .venv/lib/python3*/site-packages)/breachbot.pth"; \
	printf '%s\n' '#!/bin/sh' 'exec "$$(dirname "$$0")/python" -m breachbot "$$@"' > .venv/bin/breachbot; \
	chmod +x .venv/bin/breachbot; \
	touch $@

define find_python
set -eu; python=; \
for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python="$$name"; break; fi; \
done; \
if [ -z "$$python" ]; then \
	echo "breachbot needs Python 3.11 or newer, and none was found; name one with: make PYTHON=/path/to/python3" >&2; \
	exit 1; \
fi; \
if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
	echo "$$python cannot make virtual environments; on Debian: apt install python3-venv" >&2; exit 1; \
fi
endef

# PIP_USER=0: a "user = true" in somebody's pip configuration cannot work inside a virtual environment.
define install
@echo "Installing the packages of $(1) into .venv (once) ..."
@PIP_USER=0 $(PY) -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r $(1) \
	> .venv/install.log 2>&1 || { \
	grep '^ERROR' .venv/install.log >&2 || true; \
	echo "The packages of $(1) could not be installed: is there a network, and does pip reach its index?" \
		"All of pip's words: .venv/install.log" >&2; \
	exit 1; }
endef

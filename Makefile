# Every command of the project. `make` lists them; each installs what it needs first.
# Compiled Python is kept (git ignores it): the second start is quick, whatever the shell says.
# Python packages come from uv.lock, the web app's from web/package-lock.json, both only when those files changed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
unexport PYTHONDONTWRITEBYTECODE

PYTHON := .venv/bin/python
DUESPARK := .venv/bin/duespark
NPM := PATH="$$(scripts/node.sh):$$PATH" npm --prefix web
WEB_SOURCES := $(shell find web/src web/public web/scripts -type f 2>/dev/null) $(wildcard web/*.html web/*.ts web/*.json)
UNIT_TESTS := $(wildcard tests/engine tests/test_architecture.py tests/test_docs.py)

.PHONY: help run test check bench web wheel openapi format clean

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

run: .venv/.installed web/dist/index.html ## Start everything and print the address and the demo login; Ctrl-C stops it
	@exec $(DUESPARK) up

test: .venv/.installed web/dist/index.html ## Run every test, the browser journeys included
	@$(NPM) run --silent test
	@TEST_EXAMPLES=$${TEST_EXAMPLES:-20} $(PYTHON) -m pytest -n 2 -m "not journey and not chaos"
	@CHROMIUM="$$(scripts/chromium.sh)" && export CHROMIUM && $(PYTHON) -m pytest -m "journey or chaos"

check: .venv/.installed web/node_modules/.installed ## Format, lint, types, import contracts, unit tests: under a minute
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/ruff check --quiet .
	@.venv/bin/mypy --strict duespark
	@.venv/bin/lint-imports --no-logo
	@$(NPM) run --silent check
	@$(PYTHON) -m pytest $(UNIT_TESTS)

bench: .venv/.installed ## Measure: engine, API, PDF, scale; prints ratios
	@$(PYTHON) -m bench

web: web/dist/index.html ## Build the web app

wheel: .venv/.installed web/dist/index.html ## Build dist/*.whl and the source archive, with the web app inside
	@rm -rf dist
	@"$$(scripts/uv.sh)" build --quiet
	@ls -l dist

openapi: .venv/.installed web/node_modules/.installed ## Write openapi.json and the web app's typed client from the routes
	@$(DUESPARK) openapi > openapi.json.new && mv openapi.json.new openapi.json
	@$(NPM) run --silent api

format: .venv/.installed web/node_modules/.installed ## Format all code and repair what lint can repair
	@.venv/bin/ruff check --quiet --fix .; .venv/bin/ruff format .
	@cd web && PATH="$$(../scripts/node.sh):$$PATH" node_modules/.bin/biome check --write .

clean: ## Remove what was built and installed; the data in var/ stays
	rm -rf .venv .cache dist build web/dist web/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find duespark tests bench migrations -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installed: pyproject.toml uv.lock
	@"$$(scripts/uv.sh)" sync --frozen --all-extras
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/index.html: web/node_modules/.installed $(WEB_SOURCES)
	@$(NPM) run --silent build
	@touch $@

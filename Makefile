# Chefsstöd: everything a person needs to run, test and change it. Needs make and Python 3.11 or later, nothing more.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LIBS := $(VENV)/.system-libs
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: run test fmt lint types screenshots bench translations demo lock spelling clean help
.DELETE_ON_ERROR:

help: ## tell what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '%-20s %s\n' "$$name" "$$text"; done

run: $(LIBS) ## open the window; without a display, do the main job in build/demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then $(BIN)/chefsstod; \
	else $(BIN)/python -m chefsstod.app.demo build/demo; fi

demo: $(LIBS) ## do the main job in build/demo and say where the papers lie
	$(BIN)/python -m chefsstod.app.demo build/demo

test: $(LIBS) ## everything that must hold: format, lint, types, imports, words, content, tests
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo >build/imports.txt || { cat build/imports.txt; exit 1; }
	$(BIN)/python packaging/translations.py check
	$(BIN)/chefsstod pack check resources/content/base
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term

fmt: $(STAMP) ## format the code and mend what can be mended
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

lint: $(STAMP) ## look for mistakes and broken import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo

types: $(STAMP) ## check the types
	$(BIN)/mypy

screenshots: $(LIBS) ## draw every page to build/screens
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screens

bench: $(LIBS) ## measure against the floors
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

translations: $(STAMP) ## extract, update and compile the words
	$(BIN)/python packaging/translations.py update

spelling: $(STAMP) ## check the words of the content with hunspell (apt install hunspell hunspell-sv)
	$(BIN)/python packaging/spelling.py

lock: ## choose new versions of all packages (needs uv)
	@head -n 2 requirements.lock >requirements.new
	printf 'hatchling>=1.26\neditables\n' | uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev \
	  --no-header --no-emit-index-url --no-emit-find-links --quiet --upgrade pyproject.toml - >>requirements.new
	mv requirements.new requirements.lock

clean: ## take away everything that was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage .coverage.*

# The environment: made once, and again when the lock file or the project file changes.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed; $(PYTHON) is older. Give another one: make PYTHON=python3.12 …" >&2; exit 1; }
	@sh packaging/system-libs.sh venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p build
	@touch $@

# The system libraries that Qt needs and pip does not bring.
$(LIBS): $(STAMP) packaging/system-libs.sh
	@sh packaging/system-libs.sh qt $(BIN)/python
	@mkdir -p build
	@touch $@

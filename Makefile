# Two commands matter: `make demo` and `make test`. Each does its own set-up on a fresh Debian
# machine with Python, make and the package registries, then runs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARIES := $(VENV)/.libraries
INSTALLED := $(VENV)/.installed
NPM = $(BIN)/python -c 'import sys; sys.path.insert(0, "."); from pathlib import Path; from hatch_build import run_npm; run_npm(sys.argv[1:], Path("web/frontend"))'
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: demo test fast lint types frontend-test python-test browser-tools bench build docs guide types-ts lock windows clean

demo: $(INSTALLED)
	$(BIN)/muban demo --out demo-site
	@echo
	@echo "Open this file in a browser / เปิดไฟล์นี้ในเบราว์เซอร์:"
	@echo "  $(CURDIR)/demo-site/index.html"

test: $(INSTALLED) browser-tools lint types frontend-test python-test

# While one works: all but browsers, what builds sites or runs commands, and what takes long by
# nature (processes killed, hostile files, ten thousand edits by lot, the whole country's names).
fast: $(INSTALLED) lint types
	$(NPM) run test-fast
	$(BIN)/pytest -n 2 -m "not browser and not slow"

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(NPM) run lint

types: $(INSTALLED)
	$(BIN)/mypy
	$(NPM) run types

frontend-test: $(INSTALLED)
	$(NPM) test

python-test: $(INSTALLED) browser-tools
	$(BIN)/pytest -n 2

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks

# Print the docs pages that come from tables.
docs: $(INSTALLED)
	$(BIN)/python -m muban.gis.problem_catalogue docs/problems.md
	$(BIN)/python -m tools.data_guide

# The pictures of docs/guide-th.md, taken while the sample is played at the desk.
guide: $(INSTALLED) browser-tools
	$(BIN)/python -m tools.guide_pictures

# The TypeScript of what pages receive, from its declaration in web/page_types/.
types-ts: $(INSTALLED)
	$(BIN)/python -m tools.page_types

# Rebuild the pages' scripts and styles after a change under web/frontend.
build: $(INSTALLED)
	$(NPM) run build
	$(BIN)/python -m muban.web.paper.fonts

$(INSTALLED): $(LIBRARIES) pyproject.toml hatch_build.py web/frontend/package.json web/frontend/package-lock.json web/frontend/build.mjs $(shell find web/frontend/src -type f 2>/dev/null)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# Exactly the libraries that were tested, each checked by its hash.
$(LIBRARIES): constraints.txt constraints-node.txt
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt
	command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --require-hashes -r constraints-node.txt
	touch $@

# Renew the constraints: the newest releases that pyproject.toml allows, for every system and
# Python that muban runs on.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --custom-compile-command "make lock"
lock:
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet 'uv>=0.9,<1'
	$(LOCK) --extra test --extra bench --extra upload --extra video --extra cluster --extra parquet pyproject.toml --output-file constraints.txt
	$(LOCK) --group node --output-file constraints-node.txt

browser-tools:
	@command -v chromium >/dev/null && command -v pdftotext >/dev/null && fc-list :lang=th 2>/dev/null | grep -q . || { \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fontconfig poppler-utils; }

# A folder that runs on Windows without being installed. The embeddable Python 3.11 (amd64) of
# python.org is given by path, with the digest stated there:
#   make windows PYTHON_ZIP=python-3.11.9-embed-amd64.zip PYTHON_SHA256=…
windows: $(INSTALLED)
	@[ -f "$(PYTHON_ZIP)" ] || { echo "make windows PYTHON_ZIP=… PYTHON_SHA256=…: give the embeddable Python of python.org"; exit 2; }
	rm -rf dist/own && $(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist/own .
	$(BIN)/python -m tools.windows.wheel_table dist/windows-wheels
	$(BIN)/python -m tools.windows.assemble --python "$(PYTHON_ZIP)" --sha256 "$(PYTHON_SHA256)" --wheels dist/windows-wheels --muban dist/own/*.whl --out muban-windows.zip

clean:
	rm -rf $(VENV) web/assets web/frontend/node_modules demo-site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

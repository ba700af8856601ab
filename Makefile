# The two commands are `make run` and `make test`; both bring along everything they need.

ifneq ($(PORT),)
export STUDYAPP_PORT := $(PORT)
endif
ifneq ($(DATA_DIR),)
export STUDYAPP_DATA_DIR := $(abspath $(DATA_DIR))
endif
export PYTHON
unexport PORT DATA_DIR
# Compiled modules are kept, also where that is switched off: each of the many servers of the tests would compile them.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" $(UPGRADE) pyproject.toml --group checkout

.PHONY: help run test checks lint types pages unit browser format lock upgrade wheel clean

help:
	@echo "make run      serve the app on http://127.0.0.1:8000   (PORT=8001 DATA_DIR=folder to change)"
	@echo "make test     everything: lint, types, import contract, tests, browser tests"
	@echo "              (PYTHON=python3.12 makes .venv anew with that interpreter: 3.11 to 3.14)"
	@echo "make lint | types | unit | browser      one part of it"
	@echo "make format   let ruff format and tidy up"
	@echo "make lock     write down what pyproject.toml asks for; make upgrade takes the newest"
	@echo "make wheel    build the package into dist/"
	@echo "make clean    remove what was built and installed here; never the data"

run:
	@bin/setup
	@exec $(BIN)/studyapp run

test:
	@$(MAKE) --no-print-directory --keep-going checks unit browser

# These three keep one core busy each; the tests keep two. Those in a browser wait much, hence a third worker.
checks:
	@bin/setup dev
	@$(MAKE) --no-print-directory --keep-going --jobs=2 types lint pages

lint:
	@bin/setup dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types:
	@bin/setup dev
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --warnings

pages:
	@bin/setup dev
	@$(BIN)/python -c 'from tests.browser import conftest as it; it.frontend.prepare(it.CACHE / "frontend", print)'

unit:
	@bin/setup dev
	$(BIN)/pytest -n 2 --durations=20 -m "not browser and not chaos"

browser:
	@bin/setup dev
	@bin/browser
	$(BIN)/pytest -n 3 --dist worksteal --durations=20 -m "browser or chaos"

format:
	@bin/setup dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock:
	@bin/setup dev
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --group dev --output-file requirements-dev.txt
	@bin/setup dev
	$(BIN)/reflex export --frontend-only --no-zip

upgrade:
	rm -rf reflex.lock
	$(MAKE) lock UPGRADE=--upgrade

wheel:
	@bin/setup dev
	$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python

clean:
	rm -rf .venv .web .states dist assets/external .pytest_cache .ruff_cache .hypothesis .import_linter_cache

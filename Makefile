# make run     the dashboard, at the address it prints
# make test    format, lint, types, unit, property and browser tests
# make bench   what the Overview costs, also as a ratio to a plain Streamlit page; on the record, and on 20,000 reports
# make lint    format and lint only
PYTHON ?= python3
BIN = .venv/bin
PORT ?= 8501

.PHONY: install run test bench lint format

install: .venv/installed

.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/tested: .venv/installed tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	command -v chromium >/dev/null || (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null)
	touch $@

run: .venv/installed
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

lint: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright --pythonpath $(BIN)/python

format: .venv/tested
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: lint
	$(BIN)/python -m pytest

bench: .venv/tested
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench --large

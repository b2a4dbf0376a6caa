# make run     the dashboard, at the address it prints
# make serve   the dashboard for many readers: nginx in front of REPLICAS processes, on port 8080 unless PORT is given
# make test    format, lint, types, unit, property and browser tests
# make bench   what the Overview costs, also as a ratio to a plain Streamlit page; on the record, and on 20,000 reports
# make attack  attacks on the served dashboard, on this machine alone, for some minutes; ONLY="S1 S8" makes those alone
# make lint    format and lint only
# make lock    write requirements.lock anew from requirements.txt
PYTHON ?= python3
BIN = .venv/bin
PORT ?= 8501
APT = apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends
NGINX = command -v nginx >/dev/null || test -x /usr/sbin/nginx || ($(APT) nginx-light >/dev/null)

.PHONY: install run serve test bench attack lint format lock

install: .venv/installed

.venv/installed: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

.venv/tested: .venv/installed tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	command -v chromium >/dev/null || (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core >/dev/null)
	$(NGINX)
	touch $@

lock: .venv/tested
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --output-file requirements.lock requirements.txt

run: .venv/installed
	$(BIN)/streamlit run dashboard.py --server.address 127.0.0.1 --server.port $(PORT)

serve: .venv/installed
	$(NGINX)
	$(BIN)/python -m components.server serve --port $(if $(filter file,$(origin PORT)),8080,$(PORT)) $(if $(REPLICAS),--replicas $(REPLICAS))

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

attack: .venv/tested
	ulimit -v 33554432; timeout 2400 $(BIN)/python -m tests.attack $(ONLY)

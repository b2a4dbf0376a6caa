# `make` prints what there is; the sentence after ## is what it prints.
PYTHON ?= python3
BIN = .venv/bin
PORT ?= 8501
APT = apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends
NGINX = command -v nginx >/dev/null || test -x /usr/sbin/nginx || ($(APT) nginx-light >/dev/null)
BROWSER = DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fonts-dejavu-core
CHROMIUM = command -v chromium-headless-shell >/dev/null || (apt-get update -qq && ($(BROWSER) chromium-headless-shell || $(BROWSER) chromium) >/dev/null)

.PHONY: help install run serve test tests faults gallery bench attack lint style types format lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/installed ## the dashboard on this machine, at the address it prints (PORT=8501)
	$(BIN)/streamlit run dashboard.py --server.address 127.0.0.1 --server.port $(PORT)

serve: .venv/installed ## the dashboard for many readers: nginx in front of processes (PORT=8080, REPLICAS=one a core)
	$(NGINX)
	$(BIN)/python -m components.server serve --port $(if $(filter file,$(origin PORT)),8080,$(PORT)) $(if $(REPLICAS),--replicas $(REPLICAS))

test: style ## format, lint, types, and every test; the browser's in Chromium
	@$(MAKE) --no-print-directory --jobs=2 types tests

# Each worker, and each server that it starts, would compile everything anew without bytecode.
tests: export PYTHONDONTWRITEBYTECODE =
tests: .venv/tested
	$(BIN)/python -m pytest

faults: .venv/tested ## plant small faults in a copy of HEAD, one at a time: the tests must catch each
	$(BIN)/python -m tests.faults

lint: style types ## format, lint and types only: Python, JavaScript and CSS

style: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/deno fmt --check --config components/frontend/deno.jsonc components/frontend
	$(BIN)/deno lint --config components/frontend/deno.jsonc components/frontend
	$(BIN)/deno check --config components/frontend/deno.jsonc components/frontend

types: .venv/tested
	$(BIN)/pyright --pythonpath $(BIN)/python

format: .venv/tested ## write Python, JavaScript and CSS in the one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/deno fmt --config components/frontend/deno.jsonc components/frontend

gallery: .venv/tested ## every figure, card and slide in every state, in one page (FOLDER=/tmp/gallery)
	$(BIN)/python -m tests.gallery $(if $(FOLDER),$(FOLDER),/tmp/gallery)

bench: .venv/tested ## each budget beside what is measured
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench --large

attack: .venv/tested ## attacks on a server of its own on this machine, for some minutes (ONLY="S1 S8")
	ulimit -v 33554432; timeout 2400 $(BIN)/python -m tests.attack $(ONLY)

lock: .venv/tested ## write requirements.lock anew from requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --output-file requirements.lock requirements.txt

install: .venv/installed ## the environment in .venv, each package by its hash

.venv/installed: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	echo "$(CURDIR)" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/roadmap.pth"
	touch $@

.venv/tested: .venv/installed tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	$(CHROMIUM)
	$(NGINX)
	touch $@

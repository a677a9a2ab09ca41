# Two commands for a fresh clone: `make demo` and `make test`. Each sets itself up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
SAMPLE := samples/01-grain-corridor-call.it.txt

.PHONY: help demo test check docs fix quality facts language cost bench fuzz train-smoke clean

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/demo.stamp: pyproject.toml constraints.txt presscli/__init__.py
	@echo "Setting up $(VENV) (a few minutes the first time; PyTorch is large) ..."
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else f"error: Python {v[0]}.{v[1]} is not supported. Use 3.11 to 3.13, e.g. make PYTHON=python3.12 demo")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/demo.stamp
	@echo "Adding the test tools ..."
	@$(PIP) -e '.[test]'
	@touch $@

demo: $(VENV)/demo.stamp ## Translate and summarise a sample release
	@echo '$$ presscli translate --profile embedded $(SAMPLE)'
	@$(BIN)/presscli translate --profile embedded $(SAMPLE)

test: $(VENV)/test.stamp check train-smoke ## Everything CI runs: lint, types, contracts, docs, tests with coverage
	$(BIN)/python -m pytest --cov --cov-report=term

check: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m scripts.make_cli_docs --check

docs: $(VENV)/test.stamp ## Write docs/cli.md anew from the commands' own help
	$(BIN)/python -m scripts.make_cli_docs

DEV ?= ../shared/eval

quality: $(VENV)/test.stamp ## docs/quality.md anew; DEV=FOLDER holds NAME.it and NAME.en
	$(BIN)/python -m benchmarks.quality --dev $(DEV)

FRESH ?= ../shared/corpora/europarl.tsv.xz ../shared/corpora/institutional-news.tsv.xz

facts: $(VENV)/test.stamp ## Broken facts found, in docs/quality.md; DEV as for quality, FRESH=TSVs
	$(BIN)/python -m benchmarks.corrupt --dev $(DEV) --fresh $(FRESH)

cost: $(VENV)/test.stamp ## What choosing and checking cost beside translating; DEV as for quality
	$(BIN)/python -m benchmarks.cost --dev $(DEV)

language: $(VENV)/test.stamp ## Languages told apart, beside other detectors; needs presscli[bench], DEV as above
	$(BIN)/python -m benchmarks.language --dev $(DEV)

$(VENV)/bench.stamp: $(VENV)/test.stamp
	@echo "Adding what benchmarks need ..."
	@$(PIP) -e '.[bench]'
	@touch $@

bench: $(VENV)/bench.stamp ## How fast it is, beside others: docs/performance.md (20 minutes; ARGS=--quick rehearses)
	$(BIN)/python -m benchmarks.speed $(ARGS)

RUNS ?= 20000

fuzz: $(VENV)/test.stamp ## Every reader with RUNS hostile files each; findings in fuzz-findings/
	@$(PIP) -e '.[fuzz]' || echo "without atheris: changes by chance alone"
	$(BIN)/python -m tests.fuzz.run --runs $(RUNS)

train-smoke: $(VENV)/test.stamp ## The training recipe on 2,000 made-up pairs, to a falling loss
	$(BIN)/python -m training.smoke

fix: $(VENV)/test.stamp ## Format and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Remove what the other targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* dist

# Everything runs in .venv, which the first target that needs it sets up: python3, Node and make
# are all that must be there.

PYTHON ?= python3
BIN := .venv/bin
export PYTHONPATH := layers/core/python:.
# Bytecode beside the sources makes every start here faster, whatever the surroundings prefer.
unexport PYTHONDONTWRITEBYTECODE
# jsii works with Node 20 but says at length that it would rather have another.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION := 20

.DEFAULT_GOAL := help
.PHONY: help setup demo run test fuzz check format lint types imports synth assets bench train eval lock clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready  ## Install all that is needed into .venv (other targets do so by themselves)

demo: .venv/ready  ## Play a day of customers and agents on this machine, check it, end
	@$(BIN)/python -m local demo

run: .venv/ready  ## The same stack, kept up until Ctrl-C
	@$(BIN)/python -m local run

test: .venv/ready  ## Run all tests
	@$(BIN)/pytest -q -n auto --dist loadgroup

fuzz: .venv/ready  ## Give every reader of foreign input 100,000 mutants (takes half an hour)
	@HEARBACK_FUZZ=$(or $(TIMES),100000) $(BIN)/pytest -q -n auto -k mutants \
		tests/contract/platforms/test_foreign_input.py

check: format lint types imports test synth  ## What CI runs

format: .venv/ready
	@$(BIN)/ruff format --check .

lint: .venv/ready
	@$(BIN)/ruff check .

types: .venv/ready
	@$(BIN)/mypy app.py infra functions layers/core/python local tests training

imports: .venv/ready
	@$(BIN)/lint-imports

synth: .venv/ready  ## Synthesise the stack into cdk.out; STAGE=path/to/stage.yaml for another
	@CDK_OUTDIR=cdk.out CDK_CONTEXT_JSON='{"stage": "$(or $(STAGE),infra/stages/example.yaml)"}' \
		$(BIN)/python app.py && echo "synthesised into cdk.out"

bench: .venv/ready  ## Print the benchmarks' ratios
	@for each in tests/benchmarks/bench_*.py; do $(BIN)/python $$each || exit 1; done

# The labelled sets that the bundled classifier learns from; docs and licences: training/MODEL_CARD.md.
DATA ?= ../shared/data
TRAINING := .venv-train/bin

train: .venv-train/ready  ## Train the bundled classifier; DATA=folder of sets, CORRECTIONS=file.jsonl
	@$(TRAINING)/python -m training train --data $(DATA) \
		$(if $(CORRECTIONS),--corrections $(CORRECTIONS))

eval: .venv-train/ready  ## Judge the bundled classifier on the sets' dev splits, beside its peers
	@$(TRAINING)/python -m training eval --data $(DATA)

lock: .venv/ready  ## Renew the locked requirements
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --extra dev pyproject.toml -o local/requirements.txt
	@$(BIN)/uv pip compile -q --upgrade --python-platform aarch64-manylinux2014 \
		--python-version 3.14 --generate-hashes --no-header --no-annotate \
		-c local/requirements.txt pyproject.toml -o layers/dependencies/requirements.txt
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --extra train -c local/requirements.txt \
		pyproject.toml -o training/requirements.txt

clean:  ## Remove what was built (not .venv)
	@rm -rf .build .local cdk.out .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/ready: local/requirements.txt
	@$(PYTHON) local/preflight.py
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $$(grep -o '^uv==[^ ]*' $<)
	@$(BIN)/uv pip sync --quiet --require-hashes $<
	@touch $@

.venv-train/ready: training/requirements.txt .venv/ready
	@test -x $(TRAINING)/python || $(PYTHON) -m venv .venv-train
	@$(BIN)/uv pip sync --quiet --require-hashes --python $(TRAINING)/python $<
	@touch $@

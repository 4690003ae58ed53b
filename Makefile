# Needs make (GNU 4, or the 3.81 that macOS ships), git and Python 3.11 or newer; everything else is fetched into .venv.
# A particular Python:  make run PYTHON=/path/to/python3.12      Arguments:  make run ARGS="simulate model_a --days 40"

PYTHON ?=
ARGS =

CANDIDATES = $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3)
PY = .venv/bin/python
comma := ,

# Material's notice about MkDocs 2, which pyproject.toml rules out anyway.
export NO_MKDOCS_2_WARNING = 1

# $(call install,NAME,WHAT): install WHAT unless the stamp NAME, a copy of the pyproject.toml it was installed from, is
# still true.  The file .installing outlives an interrupted installation and makes the next one start from the ground.
define install
if test -f .venv/.installing || ! cmp -s pyproject.toml .venv/.installed-$(1); then \
	echo "Installing callfloor into .venv (a minute or two; again only when pyproject.toml changes) ..."; \
	again=$$(test ! -f .venv/.installing || echo --force-reinstall); \
	touch .venv/.installing && \
	$(PY) -m pip install --quiet --disable-pip-version-check $$again --editable "$(2)" && \
	cp pyproject.toml .venv/.installed-$(1) && rm .venv/.installing; \
fi
endef

.PHONY: help run train test check fuzz bench docs clean venv base voice dev peers

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-6s  %s\n", $$1, $$2}' Makefile

run: base  ## simulate the bank for 100 days and write a report
	@$(PY) run_sim.py $(ARGS)

train: voice  ## open the window in which calls are rehearsed by voice
	@$(PY) run_sim.py train window $(ARGS)

test: dev  ## run the tests
	@$(PY) -m pytest $(ARGS)

check: dev  ## look for mistakes without running anything: style, types, who imports whom, documentation
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo
	$(PY) -m mkdocs build --strict --quiet

fuzz: dev  ## compare the two engines on random centers for an hour, or ARGS="--hours 8"
	@PYTHONPATH=.:tests/sim $(PY) tests/sim/fuzz_engines.py $(ARGS)

bench: peers  ## measure the speed, beside other programs on the same floors, and rewrite docs/performance.md
	@mkdir -p .benchmarks
	@$(PY) -m pytest benchmarks --benchmark-enable --benchmark-only --benchmark-json=.benchmarks/last.json $(ARGS)
	@$(PY) -m benchmarks.page .benchmarks/last.json

docs: dev  ## build the guide; open site/index.html
	@$(PY) -m mkdocs build --strict --quiet
	@echo "Open site/index.html"

clean:  ## remove .venv and everything else that was built; results stay
	rm -rf .venv site build dist *.egg-info .benchmarks .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find sim trainer scenarios tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv that is whole is kept, whoever made it.  One that was left unfinished, has lost its Python, or is not of the
# Python that was asked for is made anew.
venv:
	@whole='import sys, pip; sys.exit(sys.version_info < (3, 11))'; \
	kind='import sys; print(sys.base_prefix, sys.version_info[:2])'; \
	test ! -f .venv/.unfinished && $(PY) -c "$$whole" 2>/dev/null && \
		{ test -z "$(PYTHON)" || test "$$("$(PYTHON)" -c "$$kind")" = "$$($(PY) -c "$$kind")"; } && exit 0; \
	for python in $(CANDIDATES); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then found=$$python; break; fi; \
		bare=$$("$$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])'); \
	done; \
	if test -z "$$found" && test -n "$$bare"; then \
		echo "$$bare is here, but not its module venv, which Debian and Ubuntu pack apart; install it and run make again:"; \
		echo "    sudo apt install $$bare-venv"; \
		exit 1; \
	fi >&2; \
	if test -z "$$found"; then \
		echo "No Python 3.11 or newer among: "$(CANDIDATES)"."; \
		echo "Install one, or name one that is elsewhere: make run PYTHON=/path/to/python3"; \
		exit 1; \
	fi >&2; \
	echo "Making .venv with $$found ..."; \
	rm -rf .venv && mkdir .venv && touch .venv/.unfinished && "$$found" -m venv .venv && rm .venv/.unfinished

base: venv
	@test ! -f .venv/.installing && cmp -s pyproject.toml .venv/.installed-dev || { $(call install,base,.); }

voice: venv
	@test ! -f .venv/.installing && cmp -s pyproject.toml .venv/.installed-dev || { $(call install,voice,.[voice]); }

dev: venv
	@$(call install,dev,.[dev])

# The programs that callfloor is measured beside are heavy, and needed for nothing else.
peers: venv
	@$(call install,bench,.[dev$(comma)bench])

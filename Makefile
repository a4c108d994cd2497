# `make` alone lists the targets. Everything they make lies in .work; PYTHON=3.12 and ANSIBLE_CORE=2.19 pick versions.
.DEFAULT_GOAL := help
.PHONY: help setup demo try docs check test test-all lint bench clean

help: ## list the targets
	@echo "Targets (everything they make lies in .work; PYTHON=3.12 and ANSIBLE_CORE=2.19 pick versions):"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: ## the tools and collections that the other targets need (they call it themselves)
	@tools/setup

demo: setup ## onboard a developer against the stand-in for AWS, twice
	@tools/run tools/demo

try: setup ## a shell in which AWS is the stand-in, to follow the guides in
	@tools/run tools/demo try_shell

docs: setup ## the guides and reference pages as a site, into .work/site/html
	@tools/run python tools/docs_site.py

check: setup ## what is quick and finds most, in a minute and a half: while you work
	@tools/run python tools/test.py check

test: setup ## every check and test; STEPS="lint sanity" runs some of them, VERBOSE=1 shows all output
	@tools/run python tools/test.py $(STEPS)

test-all: setup ## the same, the real CDK and Amplify sandbox from npm, an image by podman, the access map in Chromium
	@tools/run python tools/test.py lint units sanity emulator docs integration e2e package versions hostile npm containers browser molecule

lint: setup ## the linters alone
	@tools/run python tools/test.py lint

bench: setup ## measure calls and time, up to a thousand people (half an hour); SIZES="S M" SCENARIOS="noop" run parts
	@tools/run env PYTHONPATH=tests python -m bench --sizes "$(SIZES)" --scenarios "$(SCENARIOS)"

clean: ## remove .work and what the tools left behind
	rm -rf .work .ansible collections .hypothesis .pytest_cache .ruff_cache tests/output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Thin on purpose: the work is in tasks.py, which also runs without make.
PYTHON ?= python3
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: run test lock help
run test lock help:
	@$(PYTHON) tasks.py $@ $(ARGS)

# Thin aliases: `make run` is `python3 packaging/bootstrap.py run`, and so on.
# Another Python: make run PYTHON=python3.12.   Arguments: make test ARGS="-k receipt".
PYTHON ?= python3
ARGS ?=

COMMANDS = run test setup check bench calibrate pairing samples screenshots recording lock vendor-clients clean

help:
	@$(PYTHON) packaging/bootstrap.py help

$(COMMANDS):
	@$(PYTHON) packaging/bootstrap.py $@ $(ARGS)

.PHONY: help $(COMMANDS)

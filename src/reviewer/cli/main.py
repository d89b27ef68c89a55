"""Runs the command that was asked for."""

import argparse
import importlib

from reviewer.cli.guard import guarded

_MODULES = {
    "recognize": "recognize",
    "explain": "explain",
    "add": "add",
    "list": "listing",
    "export": "export",
    "answer": "answer",
    "deliver": "deliver",
    "tasks": "tasks",
    "receive": "receive",
    "schema": "schema",
    "doctor": "doctor",
}


def run(arguments: argparse.Namespace) -> int:
    """Run a command of the parser. Returns the exit code."""
    return guarded(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    # Only the command that was asked for: `schema` need not wait for SQLAlchemy.
    module = importlib.import_module(f"reviewer.cli.{_MODULES[arguments.command]}")
    code: int = module.run(arguments)
    return code

"""Makes pytest in this folder the grader of the exercises."""
from nn.exercises.grader import pytest_ignore_collect, pytest_sessionfinish, pytest_terminal_summary  # noqa: F401

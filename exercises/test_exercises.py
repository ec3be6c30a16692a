"""pytest in this folder checks the exercises as `nn check` does, and ends with the score."""
from pathlib import Path

import pytest

from nn.exercises.grader import STEMS, grade


@pytest.mark.parametrize("exercise", STEMS)
def test_exercise(exercise, request):
    grade(exercise, Path(__file__).parent, request)

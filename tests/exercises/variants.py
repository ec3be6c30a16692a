"""Answers with mistakes in them, for the tests: each text that a mistake edits is found exactly once."""
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.source import body, with_all


def variant(exercise: Exercise, *mistakes: Mistake) -> str | None:
    """The source of an answer with these mistakes in it, or None where they exclude each other.

    Raises : ValueError where a mistake's text is not found exactly once
    """
    answer = body(exercise.answer)
    for mistake in mistakes:
        for right in mistake.edits:
            if answer.count(right) != 1:
                raise ValueError(f"{mistake.slug}: {right!r} occurs {answer.count(right)} times in {exercise.stem}, "
                                 f"expected once")
    return with_all(answer, [tuple(mistake.edits.items()) for mistake in mistakes])

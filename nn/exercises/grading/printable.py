"""What a student's code made, short and printable, so that every sentence in which it stands is."""
from typing import Any

from nn.exercises.sandbox.calls import Failure, Observation, Variable
from nn.exercises.sandbox.wire import UNPRINTABLE, Opaque
from nn.exercises.verdict.compare import is_sequence

MOST_TEXT = 200                     # characters of a message, a name or a source line
MOST_PRINTED = 2000                 # characters of what a call printed


def printable(text: str) -> str:
    """A text without the characters that control a terminal or reverse the direction of writing."""
    return UNPRINTABLE.sub("", text)


def short(text: str) -> str:
    """The beginning of a text, in one line."""
    return printable(" ".join(text.split()))[:MOST_TEXT]


def cleaned(seen: Observation) -> Observation:
    """An observation in which all texts are short and printable."""
    return seen._replace(
        failure=seen.failure and cleaned_failure(seen.failure), value=with_short_texts(seen.value),
        advice=tuple((line, short(category), short(message)) for line, category, message in seen.advice),
        printed=printable(seen.printed)[:MOST_PRINTED], outside=tuple(map(cleaned_variable, seen.outside)),
        intermediates=tuple((short(name), array) for name, array in seen.intermediates))


def cleaned_failure(failure: Failure) -> Failure:
    return failure._replace(kind=short(failure.kind), message=short(failure.message), text=short(failure.text),
                            variables=tuple(map(cleaned_variable, failure.variables)))


def cleaned_variable(variable: Variable) -> Variable:
    return variable._replace(name=short(variable.name))


def with_short_texts(value: Any) -> Any:
    """A value with the texts in it cut: what a type or a colour is called is up to the student, too."""
    if isinstance(value, Opaque):
        return Opaque(short(value.what))
    if is_sequence(value):
        return type(value)(map(with_short_texts, value))
    return short(value) if isinstance(value, str) else value

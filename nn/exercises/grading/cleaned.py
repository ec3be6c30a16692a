"""What a student's code made, short and printable, so that every sentence in which it stands is."""
from typing import Any

from nn.exercises.grading.texts import beginning, one_line
from nn.exercises.sandbox.calls import Failure, Observation, Variable
from nn.exercises.sandbox.wire import Opaque
from nn.exercises.verdict.compare import is_sequence


def cleaned(seen: Observation) -> Observation:
    """An observation in which all texts are short and printable."""
    return seen._replace(
        failure=seen.failure and cleaned_failure(seen.failure), value=with_short_texts(seen.value),
        advice=tuple((line, one_line(category), one_line(message)) for line, category, message in seen.advice),
        printed=beginning(seen.printed), outside=tuple(map(cleaned_variable, seen.outside)),
        intermediates=tuple((one_line(name), array) for name, array in seen.intermediates))


def cleaned_failure(failure: Failure) -> Failure:
    return failure._replace(kind=one_line(failure.kind), message=one_line(failure.message), text=one_line(failure.text),
                            variables=tuple(map(cleaned_variable, failure.variables)))


def cleaned_variable(variable: Variable) -> Variable:
    return variable._replace(name=one_line(variable.name))


def with_short_texts(value: Any) -> Any:
    """A value with the texts in it cut: what a type or a colour is called is up to the student, too."""
    if isinstance(value, Opaque):
        return Opaque(one_line(value.what))
    if is_sequence(value):
        return type(value)(map(with_short_texts, value))
    return one_line(value) if isinstance(value, str) else value

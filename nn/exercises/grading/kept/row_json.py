"""A Row as JSON, and back. What is read is checked field by field: nothing is unpickled, evaluated or guessed."""
import json
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from nn.exercises.grading.records import File, Row


def row_as_json(row: Row) -> dict[str, Any]:
    """A Row as what json.dumps takes: fields by name, those that have their default and the files' data left out."""
    return plain(row)


def row_from_json(data: Any) -> Row:
    """The Row of which row_as_json made this; its files are without data.

    Raises : ValueError that names the field
    """
    return typed(Row, data)


def plain(value: Any) -> Any:
    """NamedTuples as dicts, tuples as lists."""
    if hasattr(value, "_asdict"):
        defaults = value._field_defaults
        return {name: plain(part) for name, part in value._asdict().items()
                if name != "data" and not (name in defaults and part == defaults[name])}
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def typed(kind: Any, data: Any) -> Any:
    """The value of a type that plain has made data of.

    kind   : a NamedTuple, tuple[…, ...], dict[str, …], or the type of a value of JSON
    Raises : ValueError
    """
    if hasattr(kind, "_fields"):
        return named_tuple(kind, data)
    if get_origin(kind) is tuple:
        return tuple(typed(get_args(kind)[0], part) for part in checked(list, data))
    if get_origin(kind) is dict:
        return {name: typed(get_args(kind)[1], part) for name, part in checked(dict, data).items()}
    return float(data) if kind is float and type(data) is int else checked(kind, data)


def named_tuple(kind: Any, data: Any) -> Any:
    """A NamedTuple of its fields, by name."""
    fields = {"data": b""} if kind is File else {}
    unknown = checked(dict, data).keys() - hints(kind).keys()
    if unknown:
        raise ValueError(f"{kind.__name__} does not have the field {', '.join(map(json.dumps, sorted(unknown)))}; "
                         f"a newer version of nn wrote it")
    for name, part in data.items():
        try:
            fields[name] = typed(hints(kind)[name], part)
        except ValueError as error:
            raise ValueError(f"{kind.__name__}.{name}: {error}") from None
    missing = [name for name in kind._fields if name not in fields and name not in kind._field_defaults]
    if missing:
        raise ValueError(f"{kind.__name__} does not have its field {', '.join(missing)}")
    return kind(**fields)


def checked(kind: Any, data: Any) -> Any:
    if type(data) is not kind:
        raise ValueError(f"expected a value of type {kind.__name__}, found one of type {type(data).__name__}")
    return data


hints = cache(get_type_hints)        # of a NamedTuple: {field: its type}

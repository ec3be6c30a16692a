"""What a student's file says about itself, besides what it does; read in the worker only."""
import ast
import codecs
import dis
import re
import sys
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, FunctionType
from typing import Any

import numpy as np

from nn.exercises.sandbox.calls import MOST_VARIABLES, Failure, Variable, is_array, is_size, observe, variable

#: names of what is computed on the way: weights, activations, what they are computed from, errors, gradients, lists
USUAL = re.compile(r"(a|l|act|z|d|dz|delta|grad|gradient|theta|t|w|h)_?\d?_?(grad|gradient)?|hyp\w*|h_theta|y_?hat|"
                   r"outputs?|activations|acts|zs", re.IGNORECASE)
MOST_INTERMEDIATES, LARGEST = 30, 5000      # arrays of one call, numbers of one array

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def not_python(data: bytes) -> Failure | None:
    """The Failure of a file that is Python only after it has been saved again: as UTF-8, or from a notebook."""
    if data.startswith(UTF_16):
        return Failure("UTF-16", "")
    if data.lstrip(codecs.BOM_UTF8).lstrip().startswith(b"{") and b'"cells"' in data and b'"cell_type"' in data:
        return Failure("notebook", "")
    return None


def nested_in(data: bytes, name: str) -> tuple[str, str, int]:
    """("function" or "class", its name, line) where a function is defined inside another one; ("", "", 0) elsewhere."""
    for outer in ast.walk(ast.parse(data)):
        if isinstance(outer, (ast.FunctionDef, ast.ClassDef)):
            for node in ast.walk(outer):
                if isinstance(node, ast.FunctionDef) and node.name == name and node is not outer:
                    return "class" if isinstance(outer, ast.ClassDef) else "function", outer.name, node.lineno
    return "", "", 0


def variables_outside(function: Callable, module: dict[str, Any]) -> tuple[Variable, ...]:
    """The arrays and whole numbers outside the functions that a function of this file reads, itself or by another."""
    names = dict.fromkeys(names_read(function, module, set()))
    return tuple(variable(name, module[name], True) for name in names
                 if is_array(module.get(name)) or is_size(module.get(name)))[:MOST_VARIABLES]


def functions_of_nn(function: Callable, module: dict[str, Any]) -> tuple[str, ...]:
    """The functions of nn that a function uses, itself or in other functions of the file."""
    values = [module.get(name) for name in names_read(function, module, set())]
    return tuple(sorted({value.__name__ for value in values if isinstance(value, FunctionType)
                         and str(value.__module__).partition(".")[0] == "nn"})[:MOST_VARIABLES])


def names_read(function: Any, module: dict[str, Any], seen: set) -> Iterator[str]:
    """The names outside the functions that a function of this file reads."""
    if not isinstance(function, FunctionType) or function.__globals__ is not module or function in seen:
        return
    seen.add(function)
    codes = [function.__code__]
    for code in codes:
        codes += [constant for constant in code.co_consts if isinstance(constant, CodeType)]
        for name in {step.argval for step in dis.get_instructions(code) if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")}:
            yield name
            yield from names_read(module.get(name), module, seen)


def traced(function: Any, arguments: tuple, path: str) -> list[tuple[str, np.ndarray]]:
    """The arrays with usual names that a function computes on the way: its local variables where it returns."""
    found: dict[str, np.ndarray] = {}
    if not isinstance(function, FunctionType) or not any(map(USUAL.fullmatch, function.__code__.co_varnames)):
        return []

    def look(frame: FrameType, event: str, _: Any) -> None:
        if event == "return" and frame.f_code.co_filename == path:
            found.update(usual(frame.f_locals))

    sys.setprofile(look)
    try:
        observe(function, arguments)
    finally:
        sys.setprofile(None)
    return [*found.items()][-MOST_INTERMEDIATES:]


def usual(variables: dict[str, Any]) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays with usual names among local variables; those in a list as "a[0]", "a[1]", …"""
    for name, value in [*variables.items()]:
        if USUAL.fullmatch(name):
            items = [(f"{name}[{i}]", item) for i, item in enumerate(value[:4])] if type(value) in (list, tuple) else [
                (name, value)]
            yield from ((one, np.array(item)) for one, item in items if is_array(item)
                        and item.dtype.kind in "fiu" and 1 <= item.ndim <= 2 and 3 <= item.size <= LARGEST)

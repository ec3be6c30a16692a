"""The package nn that a student's file finds: the answers to the exercises before this one, and nothing else.

Each answer has a namespace of its own, so that nothing in it leads to a later one.
"""
import sys
import types
from collections.abc import Iterable, Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from typing import Any

from nn.exercises.grading.confined import notebook


class NotThere(ImportError):
    """Something of nn that a student is to write, or that knows the answer."""

    def __init__(self, name: str):
        super().__init__(f"{name} is what you are to write here, or knows the answer; "
                         f"it is not there when exercises are graded")


class Package(types.ModuleType):
    """The module nn: an answer is defined when it is first asked for."""

    def __init__(self, answers: Iterable[tuple[Sequence[str], bytes]], public: Sequence[str]):
        super().__init__("nn", "A neural network that reads like the mathematics: what you have written so far.")
        self.__path__: list[str] = []
        self.__all__ = [name for names, _ in answers for name in names]
        self.__answers = {name: text for names, text in answers for name in names}
        self.__public = public

    def __getattr__(self, name):
        if name in self.__answers:
            namespace = {"__name__": "nn"}
            exec(compile(self.__answers[name], "nn", "exec"), namespace)
            found = {other: namespace[other] for other in self.__all__ if self.__answers[other] is self.__answers[name]}
            vars(self).update(found)
            return found[name]
        if name in self.__public:
            raise NotThere(f"nn.{name}")
        raise AttributeError(f"module 'nn' has no attribute {name!r}")

    def __dir__(self):
        return self.__all__


class Finder(Loader):
    """Finds the student's own other files, and nothing below nn."""

    def __init__(self, others: dict[str, Any]):
        self.others = others

    def find_spec(self, name, path=None, target=None) -> ModuleSpec | None:
        if name.startswith("nn."):
            raise NotThere(name)
        return spec_from_loader(name, self) if name in self.others else None

    def exec_module(self, module):
        data, name = self.others[module.__name__].tobytes(), f"{module.__name__}.py"
        program = notebook.made_of(data).tree if notebook.is_one(data) else data
        exec(compile(program, name, "exec"), vars(module))


def install(replaced: Iterable[str], answers: Sequence[tuple[Sequence[str], bytes]], public: Sequence[str],
            others: dict[str, Any]) -> None:
    """Puts it in place of the modules that the worker itself has taken from nn.

    replaced : the names of these (a worker that went through sys.modules would copy the memory of all names)
    answers  : (names of its functions, source) of each exercise before this one
    public   : all public names of nn
    others   : stem -> source, an array of bytes, the student's other files that this one may import
    """
    for name in replaced:
        del sys.modules[name]
    sys.modules["nn"] = Package(answers, public)
    sys.meta_path.insert(0, Finder(others))

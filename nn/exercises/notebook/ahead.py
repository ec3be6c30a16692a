"""A Runner whose worker is started while the student reads or writes, so that a check does not wait for NumPy."""
import atexit
from collections.abc import Sequence

from nn.exercises.sandbox.calls import Call, Observation
from nn.exercises.sandbox.program import Program
from nn.exercises.sandbox.runner import Worker

IMPORTS = ("nn",)                   # what nearly every exercise imports


class Ahead:
    """Runs each program in a worker of its own, which was started before.

    A worker that waits uses no time. It ends with this process, also where that is killed, since it then reads the end
    of its input.
    """

    def __init__(self) -> None:
        self.waiting: Worker | None = None

    def __call__(self, program: Program, calls: Sequence[Call], seconds: float) -> list[Observation]:
        self.start()
        assert self.waiting is not None
        worker, self.waiting = self.waiting, None
        return worker.run(program, calls, seconds)

    def start(self) -> None:
        """Starts the next worker, where none is waiting."""
        if self.waiting is not None and self.waiting.process.poll() is not None:
            self.end()                                              # somebody has ended it
        if self.waiting is None:
            self.waiting = Worker(IMPORTS)
            atexit.register(self.end)

    def end(self) -> None:
        """Ends the worker that is waiting."""
        atexit.unregister(self.end)
        if self.waiting is not None:
            worker, self.waiting = self.waiting, None
            worker.end()

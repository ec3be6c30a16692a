"""The process in which a student's file runs: a fresh interpreter that gets arrays and sends back arrays.

It reads calls from its standard input and answers on what was its standard output (see wire.py). The student's code
finds neither: input() has nobody to ask, and what is printed goes into the answer, cut short. The worker knows no
expected value. runner.py is its other end.
"""
import faulthandler
import os
import sys

MOST_PRINTED = 2000                 # characters of print that are kept
MOST_MEMORY = 8 * 2 ** 30           # bytes of address space, where the system can limit it


def main(path, seconds):
    """Runs the file, then answers one call after the other until its input ends; ends itself after the seconds."""
    requests, answers = take_over_the_streams()
    faulthandler.enable(sys.__stderr__)
    faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__)      # says which line hangs
    limit_memory()
    from nn.exercises import wire                                   # imports NumPy: under the limits, too
    from nn.exercises.calls import Failure, Observation, attempt, observe
    sys.stdout = sys.stderr = printed = Printed()
    os._exit = leave
    failure, module = attempt(load, (path,), path)
    while True:
        try:
            name, arguments = wire.read(requests)
        except EOFError:
            return
        if failure is None and not callable(module.get(name)):
            seen = Observation(Failure("missing", name))
        else:
            seen = Observation(failure) if failure is not None else observe(module[name], arguments, path)
        answers.write(wire.encode(tuple(seen._replace(printed=printed.text))))
        answers.flush()
        printed.text = ""


class Printed:
    """A text stream that keeps the beginning and forgets the rest."""

    encoding, errors = "utf-8", "replace"

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += str(text)[:MOST_PRINTED - len(self.text)]
        return len(text)

    def flush(self):
        """Nothing waits."""

    def isatty(self):
        return False


def take_over_the_streams():
    """Our ends of the two pipes, out of the way of the student's code: its input is empty, its output goes nowhere."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def limit_memory():
    """So that a 100 GB array is a MemoryError with a line number, and not the end of the machine."""
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        pass                                                        # not every system can; the time limit remains


def leave(status=0):
    """Instead of os._exit, which would leave without a word."""
    raise SystemExit(status)


def load(path):
    """The names that a student's file defines; it runs as if it was started in its folder."""
    sys.path.append(os.path.dirname(path))                          # last: a student's random.py must not hide random
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec")
    namespace = {"__name__": os.path.splitext(os.path.basename(path))[0], "__file__": path}
    exec(code, namespace)
    return namespace


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))

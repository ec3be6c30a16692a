"""The processes that fork a worker for each file:  python -I -S server.py NUMBER

The first one loads what students import, so that a worker does not have to, and of nn nothing that knows an answer:
stand-in packages lead to the few files that it needs. It forks a server, and another one after 50 files. A server forks
a worker for each file. NUMBER is the descriptor of a socket, whose other end is sandbox.py's:

    settings                      ->
                                  <-    READY, or why it cannot do that
    RUN and three descriptors     ->    once a file: of the request, of the answers, of what faulthandler says
                                  <-    RAN, when the worker and all its descendants are dead
    the end                       ->    also where the grader was killed: then this process ends, and its worker
"""
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import time
import types
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from glob import glob
from typing import Any

READY = b"ready"
MOST_FILES = 50                     # of one server
FAILED = 70                         # status of a worker in which our own code failed, before the student's began
RUN = struct.Struct("<d")           # processor seconds of one file
RAN = struct.Struct("<i?dd")        # status of the worker, was its time over, processor seconds, wall-clock seconds

MEMORY = 2 ** 30                    # bytes that a worker may take besides what this process has
EXIT = os._exit
GRACE = 0.2                         # seconds from the signal after which faulthandler names the line to the end

#: packages that a student's file may import
PACKAGES = ("numpy", "scipy", "matplotlib", "mpl_toolkits", "PIL", "contourpy", "cycler", "dateutil", "fontTools",
            "kiwisolver", "packaging", "pyparsing", "six")
LIBRARIES = ("pyseccomp", "landlockpy")     # of the confinement
#: what the first server loads for all workers, who can load no more where no file can be read: the standard library and
#: NumPy, or all packages, whose memory takes 10 ms more to be forked
NUMPY, ALL = "numpy", "all"
LOADED_WITH_NUMPY = """
numpy numpy.fft numpy.lib.stride_tricks numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.testing numpy.typing
encodings.ascii encodings.cp1252 encodings.idna encodings.iso8859_15 encodings.latin_1 encodings.utf_16
encodings.utf_8_sig _strptime
abc argparse array ast base64 bisect bz2 calendar cmath collections concurrent.futures configparser contextlib copy csv
ctypes dataclasses datetime decimal difflib dis doctest enum fractions functools gc getpass glob gzip hashlib heapq html
inspect io itertools json keyword linecache locale logging lzma math mmap multiprocessing numbers operator os pathlib
pdb pickle platform pprint queue random re reprlib resource secrets select shutil signal socket sqlite3 stat
statistics string struct subprocess sys tempfile textwrap threading time timeit token tokenize traceback types typing
unittest unittest.mock urllib.request uuid warnings weakref zipfile zlib zoneinfo""".split()
LOADED_BESIDES = """
scipy scipy.io scipy.linalg scipy.optimize scipy.sparse scipy.special scipy.stats
matplotlib matplotlib.pyplot matplotlib.figure mpl_toolkits.mplot3d PIL.Image""".split()


def main(number: int) -> None:
    """Prepares what all workers have in common, then starts one server after the other."""
    control = socket.socket(fileno=number)
    try:
        begin = prepare(json.loads(control.recv(2 ** 16)))
    except Exception as error:
        kind = "" if type(error) is RuntimeError else f"{type(error).__name__}: "
        control.send(f"{kind}{error}"[:2000].encode("utf-8", "replace"))
        return
    control.send(READY)
    status = 0
    while status == 0:                                              # it has run all of its files
        server = os.fork()
        if server == 0:
            serve(control, begin)
        _, status = os.waitpid(server, 0)


# what all workers have in common

def prepare(settings: dict[str, Any]) -> Callable[[], Callable]:
    """Loads the libraries, and gives up what workers must not have.

    settings : "level", "loads" (NUMPY or ALL), "folders" where the packages are, "cache" of matplotlib, "parts", a
               dictionary from a package to its folder
    Returns  : what a worker begins with; it returns what it does then
    """
    sys.dont_write_bytecode = True
    path = [*sys.path]
    sys.path += settings["folders"]
    stand_in_packages(settings["parts"])
    from nn.exercises.grading.confined import process
    process.prctl(process.PR_SET_PDEATHSIG, signal.SIGKILL)         # of the thread that waits until this is done
    from nn.exercises.grading.confined import student
    from nn.exercises.grading.confined.confine import NONE, Confinement
    load(LOADED_WITH_NUMPY)
    if settings["loads"] == ALL:
        load_other_packages(settings["cache"])
    if settings["level"] != NONE:
        for name in LIBRARIES:
            importlib.import_module(name)
    confinement = Confinement.at(settings["level"], [*readable()])
    forget_other_packages(path)
    process.become_nobody()
    process.close_to_others()
    process.prctl(process.PR_SET_PDEATHSIG, 0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory = MEMORY + address_space()
    own = [name for name in sys.modules if name.partition(".")[0] == "nn"]
    gc.collect()
    gc.freeze()                                                     # the collector leaves alone what is shared
    return partial(student.begin, confinement, memory, own)


def stand_in_packages(folders: dict[str, str]) -> None:
    """Packages of these names that lead to the files of a folder and do not run an __init__.py: nn/__init__.py would
    load the answers."""
    for name, folder in folders.items():
        package = sys.modules[name] = types.ModuleType(name)
        package.__path__ = [folder] if folder else []


def load(names: Iterable[str]) -> None:
    """Imports modules."""
    for name in names:
        with suppress(ImportError):                                 # Python was built without it
            importlib.import_module(name)


def load_other_packages(cache: str) -> None:
    """Imports what students import, and leaves the environment as it was; a plot is shown and saved nowhere.

    cache : matplotlib's folder with the list of fonts, which takes seconds to make
    """
    environment = dict(os.environ)
    os.environ["MPLCONFIGDIR"] = cache
    load(LOADED_BESIDES)
    pyplot: Any = sys.modules["matplotlib.pyplot"]
    pyplot.figure().add_subplot().set_title("$x^2$")                # loads what matplotlib loads when it draws
    pyplot.gcf().canvas.draw()
    pyplot.close("all")
    for owner in (pyplot, pyplot.Figure):
        for name in ("show", "savefig"):
            setattr(owner, name, nothing)
    os.environ.clear()
    os.environ.update(environment)


def forget_other_packages(path: list[str]) -> None:
    """From now on only the named packages can be imported, and what is on this path: the standard library."""
    for folder in {*sys.path} - {*path}:
        sys.path_importer_cache.pop(folder, None)
    sys.path[:] = path
    for name in [*sys.modules]:
        if name.partition(".")[0] not in (*sys.stdlib_module_names, *PACKAGES, "__main__", "nn"):
            del sys.modules[name]


def nothing(*arguments, **options):
    """In place of what shows a plot, or writes it to a file."""


def readable() -> Iterator[str]:
    """The standard library, without the packages that may be in a folder of it, and the named packages."""
    library = os.path.dirname(os.__file__)
    loaded = {getattr(module, "__file__", None) for module in [*sys.modules.values()]}
    for name in os.listdir(library):
        path = os.path.join(library, name)
        if name not in ("site-packages", "dist-packages") and path not in loaded:   # each rule takes time
            yield path
    for name in PACKAGES:
        module = sys.modules.get(name)
        for path in getattr(module, "__path__", None) or filter(None, [getattr(module, "__file__", None)]):
            yield path
            yield from glob(os.path.join(os.path.dirname(path), "*.libs"))      # shared libraries of wheels


def address_space() -> int:
    """Bytes of address space that this process has."""
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


# a server, and a worker

def wall_clock(seconds: float) -> float:
    """The limit of wall-clock time, for so many seconds of processor time."""
    return 3 * seconds + 1


def serve(control: socket.socket, begin: Callable[[], Callable]) -> None:
    """In a forked process: runs files as they come. It does not return."""
    from nn.exercises.grading.confined import process
    try:
        process.prctl(process.PR_SET_PDEATHSIG, signal.SIGKILL)
        process.prctl(process.PR_SET_CHILD_SUBREAPER, 1)
        for _ in range(MOST_FILES):
            message, descriptors, _, _ = socket.recv_fds(control, RUN.size, 3)
            if not message:
                EXIT(1)
            seconds, = RUN.unpack(message)
            control.send(run(control, seconds, descriptors, begin))
        EXIT(0)
    finally:
        EXIT(1)


def run(control: socket.socket, seconds: float, descriptors: list[int], begin: Callable[[], Callable]) -> bytes:
    """Runs one worker, and returns the RAN to be sent when nothing of it is left."""
    started, server = time.monotonic(), os.getpid()
    worker = os.fork()
    if worker == 0:
        become_worker(server, descriptors, begin)
    for descriptor in descriptors:
        os.close(descriptor)
    over = wait(control, worker, wall_clock(seconds))
    _, status, used = os.wait4(worker, 0)
    end_descendants()
    return RAN.pack(os.waitstatus_to_exitcode(status), over, used.ru_utime + used.ru_stime, time.monotonic() - started)


def become_worker(server: int, descriptors: list[int], begin: Callable[[], Callable]) -> None:
    """In the forked process: the three descriptors become standard input, output and error. It does not return."""
    from nn.exercises.grading.confined import process
    status = FAILED
    try:
        os.setsid()
        process.prctl(process.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == server:                                  # it did not die before that
            for number, descriptor in enumerate(descriptors):
                os.dup2(descriptor, number)
            answer = begin()
            status = 1                                              # from here on it is the student's code that fails
            answer()
    finally:
        EXIT(status)


def wait(control: socket.socket, worker: int, seconds: float) -> bool:
    """Waits for a worker until its time is over, then ends it. Is its time over?"""
    descriptor = os.pidfd_open(worker)
    try:
        ended = select.poll()
        ended.register(descriptor, select.POLLIN)
        events = select.poll()
        events.register(descriptor, select.POLLIN)
        events.register(control, select.POLLRDHUP)
        found = events.poll(1000 * seconds)
        if not found:
            os.kill(worker, signal.SIGXCPU)                         # faulthandler writes where it is
            ended.poll(1000 * GRACE)
        elif found[0][0] != descriptor:                             # nobody waits for the answer any more
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            end_descendants()
            EXIT(1)
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        return not found
    finally:
        os.close(descriptor)


def end_descendants() -> None:
    """Ends what a worker left behind: its orphans are children of this process, a subreaper."""
    from nn.exercises.grading.confined import process
    while True:
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        for child in process.children():
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        time.sleep(0.001)


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""The worker of nn check, forked from a process that has loaded NumPy and nn already: it observes the same, and a test
of hundreds of answers takes a quarter of the time. Where a process cannot be forked, each answer gets a new one.

    observations = run(path, calls)
"""
import atexit
import os
import socket
import struct
import subprocess
import sys
import tempfile
import traceback
from functools import cache

from nn.exercises.sandbox.private import environment
from nn.exercises.sandbox.program import file_at
from nn.exercises.sandbox.runner import ENVIRONMENT, SECONDS, Worker, in_worker

NUMBER = struct.Struct("<q")        # of a process, then its exit status
PIPE, LOADED = b".", b"+"


def run(path, calls, seconds=SECONDS):
    """One Observation for each call of a function in the file at path, as nn.exercises.sandbox.runner's run."""
    return (ForkedWorker().run if hasattr(os, "fork") else in_worker)(file_at(path), calls, seconds)


class ForkedWorker(Worker):
    """A worker that has been forked."""

    def __init__(self):
        self.answers, self.diagnostics = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        self.process = Process(server(), self.answers.fileno(), self.diagnostics.fileno())


class Process:
    """What a Worker needs to know of its process."""

    def __init__(self, control, *files):
        reading, writing = os.pipe()
        self.control, self.stdin, self.returncode = control, os.fdopen(writing, "wb"), None
        socket.send_fds(control, [PIPE], [reading, *files])
        os.close(reading)
        control.settimeout(60)
        self.pid, = NUMBER.unpack(control.recv(NUMBER.size))

    def wait(self, timeout=None):
        """Its exit status, when it has ended."""
        if self.returncode is None:
            self.control.settimeout(timeout)
            try:
                self.returncode, = NUMBER.unpack(self.control.recv(NUMBER.size))
            except TimeoutError:
                raise subprocess.TimeoutExpired("worker", timeout) from None
        return self.returncode


@cache
def server():
    """The socket of the process that forks; it ends with this one."""
    ours, theirs = socket.socketpair()
    with theirs:
        subprocess.Popen([sys.executable, __file__, str(theirs.fileno())], pass_fds=[theirs.fileno()],
                         stdin=subprocess.DEVNULL, env=environment() | ENVIRONMENT).returncode = 0     # nobody waits
    atexit.register(ours.close)
    ours.settimeout(60)
    assert ours.recv(1) == LOADED
    return ours


def serve(number):
    """In that process: forks a worker for each message."""
    import nn  # noqa: F401   what nearly every file imports
    from nn.exercises.sandbox import worker
    control = socket.socket(fileno=number)
    control.send(LOADED)
    while True:
        message, files, _, _ = socket.recv_fds(control, 1, 3)
        if not message:
            return
        child = os.fork()
        if child == 0:
            become_worker(worker.main, control, files)
        for file in files:
            os.close(file)
        control.send(NUMBER.pack(child))
        control.send(NUMBER.pack(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def become_worker(main, control, files):
    """In the forked process: the files become its standard input, output and error. It does not return."""
    try:
        os.setsid()
        control.close()
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        main()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


if __name__ == "__main__":
    sys.path = [folder for folder in sys.path if folder and folder != os.path.dirname(__file__)]
    serve(int(sys.argv[1]))

"""What must not succeed in a worker. It runs there as a student's file would, and does no harm where it succeeds.

Signals are signal 0, limits stay what they are, and a new file is removed again.
"""
import _thread
import ctypes
import os
import resource
import socket
import tempfile

PTRACE_SEIZE = 0x4206               # of linux/ptrace.h: it stops nothing


def succeeded(file, secret, port):
    """The names of the attempts that succeeded.

    file   : of ours, which may be read and written
    secret : of ours, which may be read
    port   : on 127.0.0.1, where something listens
    """
    return [name for name, attempt in attempts(file, secret, port).items() if succeeds(attempt)]


def succeeds(attempt):
    try:
        attempt()
    except (OSError, RuntimeError):                                 # RuntimeError: can't start new thread
        return False
    return True


def attempts(file, secret, port):
    parent = os.getppid()
    return {"open /etc/passwd": lambda: read("/etc/passwd"),
            "open the key": lambda: read(secret),
            "write a file": lambda: write(file),
            "write to the temporary folder": lambda: create(tempfile.gettempdir()),
            "write to /dev/shm": lambda: create("/dev/shm"),
            "chmod": lambda: os.chmod(file, 0o600),
            "utime": lambda: os.utime(file),
            "connect to 127.0.0.1": lambda: socket.create_connection(("127.0.0.1", port), 1).close(),
            "fork": fork,
            "start a thread": lambda: _thread.start_new_thread(int, ()),
            "exec": execute,
            "kill(parent, 0)": lambda: os.kill(parent, 0),
            "kill(-1, 0)": lambda: os.kill(-1, 0),
            "limit the parent": lambda: resource.prlimit(parent, resource.RLIMIT_CORE, (0, 0)),
            "read the parent's memory": lambda: read(f"/proc/{parent}/mem"),
            "read the parent's environment": lambda: read(f"/proc/{parent}/environ"),
            "ptrace": lambda: trace(parent)}


def read(path):
    with open(path, "rb") as file:
        file.read(0)


def write(path):
    with open(path, "ab"):
        pass


def create(folder):
    path = os.path.join(folder, f"nn-trial-{os.getpid()}")
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    os.unlink(path)


def fork():
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)


def execute():
    try:
        os.execv("/nonexistent/program", ["program"])
    except FileNotFoundError:                                       # it was looked for
        pass


def trace(parent):
    if ctypes.CDLL(None, use_errno=True).ptrace(PTRACE_SEIZE, parent, None, None):
        raise OSError(ctypes.get_errno(), "ptrace")

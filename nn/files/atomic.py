"""Writing a file whole or not at all."""
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def atomic_write(path: str | os.PathLike, mode: int | None = None, sync: bool = True) -> Iterator[BinaryIO]:
    """A new binary file, to write to and read again; where the block ends well it takes the place of path, in one step.

    Whenever the program is killed, path is the old file or the complete new one, never half of it.

    path    : of the file, in a folder that exists
    mode    : permission bits, such as 0o600 for what only its owner may read; None for those of any new file
    sync    : wait until the bytes are on the disk? Not necessary for one of many files that can be made again
    Raises  : OSError with this path where its folder is missing or cannot be written to
    """
    path = Path(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None     # not the name of the temporary file
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            if sync:
                os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~current_umask() if mode is None else mode)     # mkstemp: only its owner reads it
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)                     # Ctrl-C may come when it has its new name already
        raise


@contextmanager
def ctrl_c_waits() -> Iterator[None]:
    """Ctrl-C comes when the block has ended: for short ones that cannot be interrupted, as np.savez, whose zipfile then
    raises errors of its own in place of KeyboardInterrupt."""
    came: list[tuple] = []
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or handler is None:    # it does not come here
        yield
        return
    signal.signal(signal.SIGINT, lambda *what: came.append(what))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if came and callable(handler):
        handler(*came[0])


def current_umask() -> int:
    """The permission bits that new files do not get; they can only be read by setting them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

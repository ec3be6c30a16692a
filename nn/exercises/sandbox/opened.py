"""Opening a file that somebody else has made: it cannot make us wait, lead elsewhere, or fill the memory."""
import errno
import os
import stat

MOST_SOURCE = 256 * 2 ** 10         # bytes of a .py
MOST_NOTEBOOK = 20 * 2 ** 20        # bytes of an .ipynb

#: a link is not followed, a pipe not waited for, a terminal does not become ours; Windows has none of these
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_BINARY"))

#: what open says of a link that it is not to follow (on BSD: EMLINK), and of a socket
NOT_A_FILE = (errno.ELOOP, errno.EMLINK, errno.ENXIO)


class NotRead(OSError):
    """A file that is not read; its strerror says why: "not a regular file", "larger than 256 KiB"."""

    def __str__(self) -> str:
        return str(self.strerror)


def regular_file(path: str | os.PathLike, most: int) -> bytes:
    """The bytes of a regular file.

    path   : of the file; where the last part of it is a link, the link is not followed
    most   : bytes; of a larger file nothing is read
    Raises : NotRead for a link, a folder, a pipe, a socket, a device and a file that is too large; OSError
    """
    try:
        number = os.open(path, FLAGS)
    except OSError as error:
        if error.errno in NOT_A_FILE:
            raise NotRead(error.errno, "not a regular file", os.fspath(path)) from None
        raise
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise NotRead(errno.EINVAL, "not a regular file", os.fspath(path))
        if status.st_size > most:
            raise too_large(path, most)
        with os.fdopen(number, "rb", closefd=False) as file:
            data = file.read(most + 1)
    finally:
        os.close(number)
    if len(data) > most:                                            # in /proc, the size of every file is 0
        raise too_large(path, most)
    return data


def too_large(path: str | os.PathLike, most: int) -> NotRead:
    """The error about a file of more than `most` bytes."""
    size = f"{most >> 20} MiB" if most >= 2 ** 20 else f"{most >> 10} KiB"
    return NotRead(errno.EFBIG, f"larger than {size}", os.fspath(path))

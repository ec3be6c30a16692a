"""Files are written whole or not at all."""
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_write(path):
    """A binary file to write to; only when the block ends well does it take path's place, in one step.

    Killed at any moment, path is what it was before or what it was to become, never half of it.
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
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~current_umask())               # mkstemp's file is for its owner's eyes only
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)                     # Ctrl-C may come when it has its new name already
        raise


def current_umask():
    """The permission bits that new files go without; there is no way to ask but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

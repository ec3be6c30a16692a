"""What a student's code does not get from the user's process: its environment, with tokens in it, and its memory."""
import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4     # from linux/prctl.h

#: what Python, NumPy and matplotlib need: where programs, libraries, homes and temporary files are, and the language
NEEDED = {"PATH", "HOME", "TMPDIR", "TMP", "TEMP", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
          "PYTHONPATH", "PYTHONHOME", "PYTHONUTF8", "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
          "OPENBLAS_CORETYPE",
          "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "HOMEDRIVE", "HOMEPATH",
          "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "NUMBER_OF_PROCESSORS"}


def environment() -> dict[str, str]:
    """The variables of this process that a worker gets."""
    return {name: value for name, value in os.environ.items() if name.upper() in NEEDED or name.startswith("LC_")}


@contextmanager
def closed_to_others() -> Iterator[None]:
    """Meanwhile other processes of this user can read neither this one's memory nor its environment (Linux only)."""
    if not sys.platform.startswith("linux"):
        yield
        return
    before = prctl(PR_GET_DUMPABLE)
    prctl(PR_SET_DUMPABLE, 0)
    try:
        yield
    finally:
        with suppress(OSError):                                     # 2 is not for us to set
            prctl(PR_SET_DUMPABLE, before)


def prctl(option: int, *values: object) -> int:
    """Reads or changes a property of this process.

    Raises : OSError
    """
    result = ctypes.CDLL(None, use_errno=True).prctl(option, *values, *[0] * (4 - len(values)))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result

"""What a process is to other processes (Linux)."""
import ctypes
import os

#: from linux/prctl.h
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36

NOBODY = 65534                      # the user and the group that own nothing


def prctl(option: int, value: int) -> None:
    """Changes a property of this process.

    Raises : OSError
    """
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def close_to_others() -> None:
    """Other processes of the same user can read neither its memory nor its environment."""
    prctl(PR_SET_DUMPABLE, 0)


def become_nobody() -> None:
    """Gives up the rights of root, where it has them."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def children() -> list[int]:
    """The processes whose parent is this one."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdecimal():
            try:
                with open(f"/proc/{entry}/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
            except OSError:                                         # it has ended in the meantime
                continue
            if int(fields[1]) == os.getpid():
                found.append(int(entry))
    return found

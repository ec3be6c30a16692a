"""What a process is to other processes (Linux)."""
import ctypes
import os

from nn.exercises.sandbox.private import PR_SET_DUMPABLE, prctl

#: from linux/prctl.h and linux/seccomp.h
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 22, 36, 38
SECCOMP_MODE_FILTER = 2
INSTRUCTION = 8                     # bytes of one in a filter

NOBODY = 65534                      # the user and the group that own nothing


class Filter(ctypes.Structure):
    """struct sock_fprog: a filter of system calls as the kernel takes it."""
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def close_to_others() -> None:
    """Other processes of the same user can read neither its memory nor its environment."""
    prctl(PR_SET_DUMPABLE, 0)


def filter_system_calls(code: bytes) -> None:
    """From now on a filter made by libseccomp decides about each system call of this process, for good.

    Libseccomp would do this, too, but makes the code again each time, which takes 2 ms.
    """
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(Filter(len(code) // INSTRUCTION, code)))


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

"""What the kernel refuses to a student's code: system calls (seccomp) and files (Landlock), without being root.

What is not named is refused, also what a later kernel adds. The libraries are in the extra "grade".
"""
import errno
import fcntl
import os
import termios
from collections.abc import Sequence
from typing import Any, NamedTuple

from nn.exercises.grading.confined.process import filter_system_calls

STRONG, STRICT, NONE = "strong", "strict", "none"

ALLOWED = """
brk mmap munmap mprotect mremap madvise membarrier read pread64 readv lseek write pwrite64 writev close fstat stat lstat
newfstatat statx readlink readlinkat getcwd dup dup2 dup3 fadvise64 poll ppoll select pselect6 clock_gettime
clock_getres gettimeofday time times nanosleep clock_nanosleep restart_syscall futex set_robust_list get_robust_list
rseq sched_yield sched_getaffinity getcpu rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending sigaltstack getpid
gettid getppid getpgrp getpgid getsid getuid geteuid getgid getegid getresuid getresgid getgroups getrlimit getrusage
uname sysinfo getrandom exit exit_group""".split()

#: system call, number of its argument, what that may be
HARMLESS = (("fcntl", 1, (fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL, fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC)),
            ("ioctl", 1, (termios.TCGETS, termios.FIOCLEX, termios.FIONCLEX)))


class Confinement(NamedTuple):
    """What a process gives up, for good: made once, applied in each worker."""
    calls: bytes = b""
    files: Any = None
    readable: tuple[str, ...] = ()

    @classmethod
    def at(cls, level: str, readable: Sequence[str]) -> "Confinement":
        """Only "strong" lets files be read. Raises : ImportError, RuntimeError, OSError with what is missing here"""
        return cls(system_calls(level) if level != NONE else b"", rules(readable) if level == STRONG else None,
                   tuple(readable))

    def apply(self) -> None:
        if self.files is not None:                                  # first, as seccomp refuses it
            self.files.restrict()
            self.files.close()
        if self.calls:
            filter_system_calls(self.calls)


def system_calls(level: str) -> bytes:
    """The filter of system calls: all others fail with EPERM, those of another architecture kill."""
    import pyseccomp as sc
    calls = sc.SyscallFilter(sc.ERRNO(errno.EPERM))
    calls.set_attr(sc.Attr.ACT_BADARCH, sc.KILL_PROCESS)
    for name in [*ALLOWED, "getdents64"] if level == STRONG else ALLOWED:
        if sc.resolve_syscall(sc.Arch.NATIVE, name) != -1:          # unknown to an old libseccomp: refused
            calls.add_rule(sc.ALLOW, name)
    for name, argument, values in HARMLESS:
        for value in values:
            calls.add_rule(sc.ALLOW, name, sc.Arg(argument, sc.EQ, value))
    calls.add_rule(sc.ALLOW, "prlimit64", sc.Arg(0, sc.EQ, 0), sc.Arg(2, sc.EQ, 0))     # to read one's own
    for bits, value in ((os.O_TRUNC, 0), (os.O_ACCMODE, os.O_WRONLY)) if level == STRONG else ():
        calls.add_rule(sc.ALLOW, "openat", sc.Arg(2, sc.MASKED_EQ, bits, value))    # Landlock decides, file by file
    for name in ("clone3", "openat2"):                              # then the C library tries clone and openat
        calls.add_rule(sc.ERRNO(errno.ENOSYS), name)
    with open(os.memfd_create("filter"), "w+b") as file:
        calls.export_bpf(file)
        file.seek(0)
        return file.read()


def rules(readable: Sequence[str]):
    """The files that may be read, and nothing of all others, of the network and of other processes."""
    import landlockpy as ll
    if not ll.supported():
        raise RuntimeError("Landlock: not in this kernel, or switched off")
    found = ll.Ruleset(scoped=ll.Scope.ABSTRACT_UNIX_SOCKET | ll.Scope.SIGNAL)
    for path in readable:
        found.allow_path(path, ll.AccessFS.READ_FILE | (ll.AccessFS.READ_DIR if os.path.isdir(path) else 0))
    found.allow_path(os.devnull, ll.AccessFS.READ_FILE | ll.AccessFS.WRITE_FILE | ll.AccessFS.TRUNCATE)
    return found

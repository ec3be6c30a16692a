"""What the kernel refuses: each system call that is not named, each attempt of the trial, at both levels."""
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from a_class import skip_where_nobody_may_look
from confined import at, opened, request, value

from nn.exercises.grading.confined import attempts, confine, trial
from nn.exercises.grading.confined.sandbox import NoIsolation
from nn.exercises.grading.confined.server import ALL, NUMPY
from nn.exercises.source import KEY

LEVELS = ["strict", "strong"]

#: by their numbers on x86_64; all arguments are 0, so that a call that is not refused fails or does nothing
REFUSED = {
    "mincore": 27, "shmget": 29, "shmat": 30, "shmctl": 31, "pause": 34, "alarm": 37, "setitimer": 38, "sendfile": 40,
    "socket": 41, "connect": 42, "accept": 43, "sendto": 44, "recvfrom": 45, "bind": 49, "listen": 50, "socketpair": 53,
    "execve": 59, "kill": 62, "semget": 64, "msgget": 68, "flock": 73, "fsync": 74, "truncate": 76, "ftruncate": 77,
    "chdir": 80, "fchdir": 81, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87,
    "symlink": 88, "chmod": 90, "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94, "umask": 95, "ptrace": 101,
    "syslog": 103, "setuid": 105, "setgid": 106, "setpgid": 109, "setsid": 112, "utime": 132, "mknod": 133,
    "personality": 135, "setpriority": 141, "sched_setparam": 142, "mlock": 149, "prctl": 157, "arch_prctl": 158,
    "setrlimit": 160, "chroot": 161, "sync": 162, "mount": 165, "umount2": 166, "swapon": 167, "reboot": 169,
    "init_module": 175, "quotactl": 179, "setxattr": 188, "removexattr": 197, "tkill": 200, "sched_setaffinity": 203,
    "io_setup": 206, "epoll_create": 213, "timer_create": 222, "tgkill": 234, "utimes": 235, "mbind": 237,
    "mq_open": 240, "kexec_load": 246, "add_key": 248, "keyctl": 250, "inotify_init": 253, "mkdirat": 258,
    "mknodat": 259, "fchownat": 260, "unlinkat": 263, "renameat": 264, "linkat": 265, "symlinkat": 266,
    "fchmodat": 268, "unshare": 272, "splice": 275, "utimensat": 280, "signalfd": 282, "timerfd_create": 283,
    "eventfd": 284, "fallocate": 285, "pipe2": 293, "perf_event_open": 298, "fanotify_init": 300,
    "name_to_handle_at": 303, "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310,
    "process_vm_writev": 311, "kcmp": 312, "renameat2": 316, "seccomp": 317, "memfd_create": 319, "bpf": 321,
    "execveat": 322, "userfaultfd": 323, "copy_file_range": 326, "pkey_alloc": 330, "pidfd_send_signal": 424,
    "io_uring_setup": 425, "open_tree": 428, "move_mount": 429, "fsopen": 430, "pidfd_open": 434, "close_range": 436,
    "pidfd_getfd": 438, "faccessat2": 439, "process_madvise": 440, "landlock_create_ruleset": 444,
    "memfd_secret": 447, "fchmodat2": 452,
}

RAW = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def f(numbers):
    found = []
    for number in numbers:
        ctypes.set_errno(0)
        returned = libc.syscall(int(number), 0, 0, 0, 0, 0, 0)
        found.append((returned, ctypes.get_errno()))
    return found
"""


@pytest.fixture(scope="module", params=LEVELS)
def sandbox(request):
    with opened(request.param) as sandbox:
        yield sandbox


only_here = pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86_64")


@only_here
def test_every_system_call_that_is_not_named_is_refused(sandbox):
    found = value(sandbox, RAW, [*REFUSED.values()])
    assert {name: seen for name, seen in zip(REFUSED, found, strict=True) if seen != (-1, 1)} == {}       # EPERM


@only_here
def test_all_numbers_but_those_that_are_named_are_refused_also_what_a_later_kernel_adds(sandbox):
    """Those that are named are left out: exit would end the worker, and read would wait. So are uretprobe and uprobe,
    335 and 336: what a probe of the kernel's inserts, which seccomp is not asked about."""
    named = """read write close stat fstat lstat poll lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask
        rt_sigreturn ioctl pread64 pwrite64 readv writev select sched_yield mremap madvise dup dup2 nanosleep getpid
        exit uname fcntl getcwd readlink gettimeofday getrlimit getrusage sysinfo times getuid getgid geteuid getegid
        getppid getpgrp getgroups getresuid getresgid getpgid getsid rt_sigpending sigaltstack gettid time futex
        sched_getaffinity getdents64 restart_syscall fadvise64 clock_gettime clock_getres clock_nanosleep exit_group
        openat newfstatat readlinkat pselect6 ppoll set_robust_list get_robust_list dup3 getcpu prlimit64 getrandom
        membarrier statx rseq clone3 openat2""".split()
    import pyseccomp
    numbers = {pyseccomp.resolve_syscall(0, name) for name in named}
    assert {*confine.ALLOWED} <= {*named}
    others = [number for number in range(1000) if number not in {*numbers, 335, 336}]
    found = dict(zip(others, value(sandbox, RAW, others), strict=True))
    assert {number: seen for number, seen in found.items() if seen != (-1, 1)} == {}


@only_here
def test_clone3_and_openat2_are_unknown_so_that_the_c_library_takes_what_can_be_judged(sandbox):
    assert value(sandbox, RAW, [435, 437]) == [(-1, 38), (-1, 38)]      # ENOSYS


@only_here
@pytest.mark.parametrize("code", ["b8 14 00 00 00 cd 80 c3", "b8 27 00 00 40 0f 05 c3"], ids=["int 0x80", "x32"])
def test_the_calls_of_another_architecture_kill(sandbox, code):
    """getpid, in machine code: mov eax, number; int 0x80 or syscall; ret."""
    source = ("import ctypes, mmap\ndef f():\n    page = mmap.mmap(-1, 4096, prot=7)\n"
              f"    page.write(bytes.fromhex({code!r}))\n"
              "    return ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()\n")
    from nn.exercises.sandbox.calls import call
    answer = sandbox.run(request(source, [call("f")]))
    assert answer.ended == "signal SIGSYS" and answer.observations[0].failure.message == "signal SIGSYS"


@pytest.mark.parametrize("source", [
    "fcntl.fcntl(1, fcntl.F_SETOWN, 1)", "fcntl.fcntl(1, fcntl.F_SETFL, os.O_ASYNC)", "fcntl.ioctl(0, 0x5412, b'x')",
    "resource.prlimit(os.getppid(), resource.RLIMIT_CORE)",
    "os.sched_setaffinity(0, [0])", "os.nice(1)", "os.kill(os.getpid(), 0)", "signal.raise_signal(0)"])
def test_a_call_with_arguments_that_do_harm_is_refused(sandbox, source):
    line = f"import fcntl, os, resource, signal\ndef f():\n    try:\n        {source}\n    except OSError as error:\n"
    assert value(sandbox, line + "        return error.errno\n") == 1


def test_what_a_program_needs_is_allowed(sandbox):
    source = ("import fcntl, os, resource, time, decimal\nimport numpy as np\ndef f():\n"
              "    fcntl.fcntl(1, fcntl.F_GETFD), resource.getrlimit(resource.RLIMIT_AS), os.getcwd(), os.urandom(3)\n"
              "    time.sleep(0.001), os.stat('/'), os.path.realpath('/proc/self'), os.sched_getaffinity(0)\n"
              "    return float(np.linalg.solve(np.eye(300) + 1, np.ones(300)).sum())\n")
    assert value(sandbox, source) == pytest.approx(300 / 301)


# files

@at("strong")
def test_at_strong_what_is_installed_can_be_read_and_nothing_else(sandbox, tmp_path):
    tmp_path.chmod(0o777)
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    mine.chmod(0o666)
    source = ("import os, numpy\ndef f(paths):\n    found = []\n    for path, mode in paths:\n        try:\n"
              "            open(path, mode).close()\n            found.append(path)\n"
              "        except PermissionError:\n            pass\n    return found\n")
    import numpy
    skip_where_nobody_may_look(numpy.__file__)
    readable = [numpy.__file__, os.devnull]
    others = ["/etc/passwd", str(mine), f"{KEY}/ex10_backpropagation.py", "/proc/self/maps", "/proc/self/environ",
              "/proc/cpuinfo", "/dev/zero", pytest.__file__, attempts.__file__]
    asked = [(path, "r") for path in readable + others]
    asked += [(path, mode) for path in (numpy.__file__, str(mine)) for mode in ("a", "w", "r+")]
    asked += [(str(tmp_path / "new"), mode) for mode in ("a", "w", "x")]
    assert value(sandbox, source, asked) == readable
    assert value(sandbox, source, [(os.devnull, "w"), (os.devnull, "wb"), (os.devnull, "r")]) == [os.devnull] * 3
    listing = ("import os\ndef f(path):\n    try:\n        return len(os.listdir(path))\n"
               "    except PermissionError:\n        return -1\n")
    assert value(sandbox, listing, os.path.dirname(numpy.__file__)) > 5
    assert [value(sandbox, listing, path) for path in ("/", "/tmp", "/proc", str(KEY))] == [-1] * 4
    assert mine.read_text() == "mine" and [*tmp_path.iterdir()] == [mine]


@at("strict")
def test_at_strict_no_file_can_be_opened_and_only_what_is_loaded_is_imported(sandbox):
    source = ("import os\ndef f(paths):\n    found = []\n    for path in paths:\n        try:\n"
              "            open(path).close()\n            found.append(path)\n"
              "        except PermissionError:\n            pass\n    return found\n")
    assert value(sandbox, source, [os.devnull, os.__file__, "/etc/passwd"]) == []
    loaded = "import statistics, json, scipy.optimize, matplotlib.pyplot, urllib.request\ndef f(): return 1\n"
    assert value(sandbox, loaded) == 1


# the trial

@pytest.mark.parametrize("loads", [NUMPY, ALL])
@pytest.mark.parametrize("level", LEVELS)
def test_no_attempt_of_the_trial_succeeds(level, loads, monkeypatch):
    monkeypatch.setattr("nn.exercises.grading.confined.sandbox.loads_for", lambda request: loads)
    try:
        found = trial.successes(level)
    except NoIsolation as error:
        pytest.skip(f"{level} cannot be tested here: {error}")
    assert found == []


def test_each_attempt_succeeds_where_nothing_is_refused(tmp_path):
    """In a process and under a parent of this test's: a misspelt attempt would count as refused."""
    mine = tmp_path / "mine"
    mine.write_text("mine")
    code = (f"import subprocess, sys\nsys.exit(subprocess.call([sys.executable, '-c', '''\n"
            f"import sys\nfrom nn.exercises.grading.confined import attempts\n"
            f"print(attempts.succeeded({str(mine)!r}, {str(mine)!r}, int(sys.argv[1])))\n''', *sys.argv[1:]]))")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = subprocess.run([sys.executable, "-c", code, str(listener.getsockname()[1])], capture_output=True,
                              text=True, timeout=60)
    found = eval(done.stdout)                                       # a list of our own words
    missing = {*attempts.attempts("", "", 0)} - {*found}
    assert missing <= ({"ptrace", "read the parent's memory"} if os.geteuid() else set()), done.stderr    # Yama's rule


def test_without_isolation_the_trial_says_what_is_open(tmp_path):
    found = trial.successes("none")
    assert {"open /etc/passwd", "write to the temporary folder", "connect to 127.0.0.1", "kill(parent, 0)"} <= {*found}
    assert not {"fork", "read the parent's memory", "read the parent's environment"} & {*found}


def test_the_strongest_level_that_holds_is_taken_and_the_reason_for_it_kept(monkeypatch):
    monkeypatch.setattr(trial, "why_not", {"strong": "", "strict": ""}.get)
    assert trial.strongest_level() == ("strong", {})
    monkeypatch.setattr(trial, "why_not", {"strong": "Landlock: not in this kernel", "strict": ""}.get)
    assert trial.strongest_level() == ("strict", {"strong": "Landlock: not in this kernel"})
    with pytest.raises(NoIsolation, match=r"no isolation strong on this system \(Landlock: not in this kernel\)"):
        trial.strongest_level("strong")
    assert trial.strongest_level("none") == ("none", {})


def test_without_any_the_message_says_what_to_install(monkeypatch):
    missing = "libseccomp.so.2 not found; apt install libseccomp2"
    monkeypatch.setattr(trial, "why_not", {"strong": missing, "strict": missing}.get)
    with pytest.raises(NoIsolation) as error:
        trial.strongest_level()
    assert str(error.value) == (
        "no isolation on this system (libseccomp.so.2 not found; apt install libseccomp2). --isolation none grades all "
        "the same, and lets submissions read and delete your files")


def test_a_level_that_lets_something_through_is_not_reached(monkeypatch):
    """Both levels without seccomp's part, as if it was installed and did nothing."""
    monkeypatch.setattr(trial, "successes", lambda level: ["fork", "open /etc/passwd"])
    with pytest.raises(NoIsolation, match="strong lets through: fork, open /etc/passwd; strict lets through: fork"):
        trial.strongest_level()


def test_where_landlock_is_hidden_strict_holds(monkeypatch):
    if trial.missing("strict"):
        pytest.skip(f"strict cannot be tested here: {trial.missing('strict')}")
    found = trial.find_spec
    monkeypatch.setattr(trial, "find_spec", lambda asked: None if asked == "landlockpy" else found(asked))
    level, reasons = trial.strongest_level()
    assert level == "strict" and reasons["strong"].startswith("landlockpy not found")


@pytest.mark.parametrize("name, level", [("pyseccomp", "strict"), ("landlockpy", "strong")])
def test_a_library_that_is_not_installed_is_named(monkeypatch, name, level):
    found = trial.find_spec
    monkeypatch.setattr(trial, "find_spec", lambda asked: None if asked == name else found(asked))
    assert trial.why_not(level) == f"{name} not found; pip install 'nn-from-scratch[grade]'"


def test_a_library_of_the_systems_that_is_not_there_is_named_too(monkeypatch):
    monkeypatch.setattr(trial, "find_library", lambda name: None)
    with pytest.raises(NoIsolation, match=r"\(seccomp: libseccomp.so.2 not found; apt install libseccomp2\)"):
        trial.strongest_level()


def test_the_file_that_confines_is_short_enough_to_be_read_at_once():
    assert len(Path(confine.__file__).read_text(encoding="utf-8").splitlines()) <= 80
    assert 70 <= len(confine.ALLOWED) <= 80

"""What a student's code tried that is refused to it, for the instructor: "fork", "/etc/passwd"."""
import os
import sys
from typing import Any

MOST = 20

#: events that Python announces (sys.addaudithook) -> what is said of them
REFUSED = {"os.fork": "fork", "os.forkpty": "fork", "os.exec": "exec", "os.posix_spawn": "exec", "os.system": "exec",
           "subprocess.Popen": "exec", "_thread.start_new_thread": "thread", "socket.__new__": "socket",
           "os.kill": "kill", "os.killpg": "kill", "signal.pthread_kill": "kill", "os.chmod": "chmod",
           "os.chown": "chown", "os.link": "link", "os.symlink": "link", "os.mkdir": "mkdir", "os.remove": "remove",
           "os.rename": "rename", "os.rmdir": "rmdir", "os.truncate": "truncate", "os.utime": "utime",
           "os.setxattr": "setxattr", "resource.setrlimit": "setrlimit", "resource.prlimit": "prlimit"}


def watch(readable: tuple[str, ...], own: str) -> list[str]:
    """From now on, what is tried is appended to this list; nothing can take the hook away.

    readable : the files and folders that may be read
    own      : name of the student's file, which Python looks for to show a line of it
    """
    tried: list[str] = []
    library = os.path.dirname(os.__file__)                          # its sources are opened to show a traceback

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            path = str(path)
            read = path.startswith(readable) or path.startswith(library) and "-packages" not in path
            quoted = path == own or path.startswith("<")            # <unknown> is not the name of a file
            name = "" if path == os.devnull or (read or quoted) and not flags & os.O_ACCMODE else path
        else:
            name = REFUSED.get(event, "")
        if name and name not in tried and len(tried) < MOST:
            tried.append(name[:80])
    sys.addaudithook(hook)
    return tried

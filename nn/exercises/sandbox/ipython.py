"""The lines of a cell that Jupyter gives to IPython or the shell: %matplotlib inline, !ls, x = !ls, ?np.dot, np.dot?"""
import ast
import re

#: such lines: at the margin, then anywhere (a Python line may begin with %, too)
HELP = r"[\w.*]+\?{1,2}[ \t]*"
MAGIC = re.compile(rf"^(?:[%!?].*|{HELP})$", re.MULTILINE), re.compile(rf"^([ \t]*)(?:[%!?].*|{HELP})$", re.MULTILINE)
#: x = !ls, x = %pwd
ASSIGNED = re.compile(r"^([ \t]*\w[\w, \t]*=[ \t]*)[%!].*$", re.MULTILINE)


def readings(text: str) -> tuple[str, str, str]:
    """A cell as Python may read it: as it is; with pass in place of such lines at the margin; in place of all of them.

    >>> readings("%matplotlib inline\\nx = 1")[1]
    'pass\\nx = 1'
    >>> readings("files = !ls\\ncost?")[1]
    'files = None\\npass'
    """
    assigned = ASSIGNED.sub(r"\1None", text)
    return text, MAGIC[0].sub("pass", assigned), MAGIC[1].sub(r"\1pass", assigned)


def parsed(text: str) -> tuple[str, ast.Module | None]:
    """(the first of the readings that is Python, its tree); of a cell that is none, (the text, None)."""
    for candidate in readings(text):
        try:
            return candidate, ast.parse(candidate)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            pass
    return text, None

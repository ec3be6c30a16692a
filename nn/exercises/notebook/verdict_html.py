"""A verdict as HTML, for a notebook: the text of report.explain, with colour and the table of the blocks.

The front end decides between light and dark: text has its colour, and the two colours here are seen on both.
"""
import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from nn.exercises import report
from nn.exercises.course import Result

#: colours that colour-blind eyes tell apart (Okabe and Ito); the mark and the words say the same
PASSED, WRONG = "#009e73", "#d55e00"
QUIET = "#808080"                   # where nothing was judged
FAINT = "rgba(128, 128, 128, 0.13)"
CELL = "text-align: left; padding: 0.1em 1.2em 0.1em 0"


def verdict_html(result: Result) -> str:
    """A result that was just found, as HTML in which all texts are escaped."""
    passed, verdict = result.state == "passed", result.verdict
    colour = PASSED if passed else WRONG if verdict is not None else QUIET
    lines = [*report.explain(result)]
    body = [headline(lines[0], colour, report.MARKS.get(result.state, ""))]
    table = verdict.table if verdict is not None else ()
    rows = len(verdict.lines) - len(table) if verdict is not None else 1     # that come before the table
    body += paragraphs(lines[1:rows])
    if table:
        body.append(block_table(table))
        rows += len(table)
    body += paragraphs(lines[max(rows, 1):])
    return (f'<div class="nn-verdict" style="border-left: 0.3em solid {colour}; padding: 0.2em 0 0.2em 0.8em">'
            f"{''.join(body)}</div>")


def headline(text: str, colour: str, mark: str) -> str:
    """The first line, after a mark in the verdict's colour."""
    return (f'<div style="font-weight: 600"><span style="color: {colour}" aria-hidden="true">{escape(mark)}</span> '
            f"{as_html(text)}</div>")


def as_html(text: str) -> str:
    """A sentence in which `name` is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines of a verdict: those indented further, such as the student's code, keep their spaces."""
    for is_code, some in groupby(lines, lambda line: line.startswith("    ")):
        texts = [escape(line[4:]) if is_code else as_html(line.strip()) for line in some]
        if is_code:
            yield (f'<pre style="margin: 0.2em 0; padding: 0.2em 0.6em; background: {FAINT}; color: inherit">'
                   f"{chr(10).join(texts)}</pre>")
        else:
            yield from (f"<div>{text}</div>" for text in texts)


def block_table(rows: Sequence[tuple[str, str]]) -> str:
    """The blocks of a gradient, one a row, the right ones quieter."""
    cells = "".join(
        f'<tr style="opacity: {0.65 if text == "ok" else 1}">'
        f'<th scope="row" style="{CELL}; font-weight: normal">{escape(name)}</th>'
        f'<td style="{CELL}">{escape(text)}</td></tr>' for name, text in rows)
    return f'<table style="margin: 0.3em 0; border-collapse: collapse; color: inherit; font: inherit">{cells}</table>'

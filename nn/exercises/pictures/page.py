"""The page of nn check --show: the words about an answer and its picture; one file, no script, light and dark."""
from collections.abc import Iterator
from html import escape
from itertools import groupby
from textwrap import dedent
from typing import TYPE_CHECKING

from nn.exercises import report
from nn.exercises.course import Result
from nn.exercises.grading.reports.html_page import html_page, paragraph, preformatted

if TYPE_CHECKING:                                                   # slow to import, and only needed for a picture
    from nn.visualize.answers import Figure

STYLE = """
/* nn check --show */
:root { --right: #b4bcc4; --yours: #9a4fb5;
        --block-1: #004d38; --block-2: #1d8a6a; --block-3: #5b2470; --block-4: #b05bb6; }
@media screen and (prefers-color-scheme: dark) {
  :root { --right: #58636e; --yours: #d39ae8;
          --block-1: #2fbf93; --block-2: #a5f0d6; --block-3: #b06fd0; --block-4: #efc4f2; }
}
.answer { max-width: 76rem; }
.answer header { margin-bottom: 0.9rem; }
.answer .card { margin: 0; }
.answer main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 30rem); gap: 0.9rem; align-items: start; }
.answer svg { display: block; width: 100%; height: auto; overflow: visible; }
.answer text { font-family: inherit !important; }
@media (max-width: 860px) { .answer main { grid-template-columns: minmax(0, 1fr); } }
"""


def answer_page(result: Result, figure: "Figure") -> bytes:
    """The whole page, as bytes of UTF-8."""
    return html_page(report.headline(result), "".join(parts(result, figure)), "answer", STYLE)


def parts(result: Result, figure: "Figure") -> Iterator[str]:
    from nn.visualize.answers import VARIABLES
    from nn.visualize.svg import as_svg
    exercise, (first, *others) = result.exercise, report.explain(result)
    yield (f'<header><h1>Exercise {exercise.number}, {escape(exercise.title)}</h1>'
           f'<p class="quiet">{escape(exercise.lecture)}</p></header>\n<main>\n')
    yield f'<section class="card"><p class="first mark {result.state}">{escape(first)}</p>\n'
    for indented, group in groupby((line.removeprefix("  ") for line in others), lambda line: line.startswith(" ")):
        lines = [*group]                                            # indented are tables, and lines of code
        yield preformatted(dedent("\n".join(lines))) if indented else "\n".join(map(paragraph, lines))
    yield "</section>\n"
    picture = as_svg(figure, "answer", "Your answer and the right one", VARIABLES)
    yield f'<section class="card">{picture}</section>\n</main>\n'

"""What one student reads about their submission: a page, and the same as text."""
from collections.abc import Iterator
from html import escape
from itertools import groupby
from textwrap import dedent

from nn.exercises.grading.records import GRADED, GRADER_ERROR, Assessment, Row
from nn.exercises.grading.reports.html_page import html_page, paragraph, preformatted
from nn.exercises.grading.reports.summary import OPEN, notes, number, score, student, title, total
from nn.exercises.grading.texts import beginning, one_line, printable
from nn.exercises.report import sentence

LONGEST_LINE = 600                  # characters of one line of words

IN_WORDS = {"passed": "passed", "wrong": "not yet right", "not begun": "not begun"}

NOT_GRADED = {
    "empty": "No exercise was found in this submission.",
    "unreadable": "This submission could not be read.",
    GRADER_ERROR: "This submission could not be graded because of an error in the grader, not in the submission. Your "
                  "instructor sees it, too.",
}


def feedback_text(row: Row, most: int) -> str:
    """The whole text for a student.

    most : the points that there are to get
    """
    lines = [f"{student(row)}: {score_of(row, most)}", ""]
    lines += [line for line in (general(row), *notes(row)) if line]
    for one in row.assessments:
        first, *others = assessment_lines(one)
        lines += ["", first, *(f"  {line}".rstrip() for line in others)]
    if row.isolation == "none":
        lines += ["", f"({OPEN})"]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def score_of(row: Row, most: int) -> str:
    """ "30/100"; "3 of 9 passed" where no exercise has points."""
    passed = sum(one.state == "passed" for one in row.assessments)
    return f"{total(row)}/{most}" if most else f"{passed} of {len(row.assessments)} passed"


def assessment_lines(one: Assessment) -> list[str]:
    """ ["Regularized gradient 0/10. Known mistake: …", …], for all places that take plain text."""
    first, *others = words(one) or [f"{result(one)}."]
    lines = [f"{number(one.stem)} {f'{title(one.stem)} {score(one)}'.strip()}. {sentence(first)}", *others]
    if one.source:
        lines += [f"{your_file(one)}:", *(f"  {line}" for line in source(one))]
    lines += [f"Advice: {advice}" for advice in advices(one)]
    if one.printed:
        lines += ["Your code printed:", *(f"  {line}" for line in beginning(one.printed).splitlines())]
    return lines


def feedback_page(row: Row, most: int) -> bytes:
    """The whole page for a student, as bytes of UTF-8.

    most : the points that there are to get
    """
    return html_page(f"{student(row)}: {score_of(row, most)}", "".join(parts(row, most)), "feedback")


def parts(row: Row, most: int) -> Iterator[str]:
    large, mark, small = score_of(row, most).partition("/")
    yield (f'<header><h1>{escape(student(row))}</h1><p class="score">{large}<span>{mark}{small}</span></p></header>\n'
           f"<main>\n")
    general_lines = [line for line in (general(row), *notes(row)) if line]
    if general_lines:
        yield f'<section class="card">{"".join(map(paragraph, general_lines))}</section>\n'
    if row.assessments:
        yield overview(row)
    for one in row.assessments:
        if has_details(one):
            yield details(one)
    yield "</main>\n"
    if row.isolation == "none":
        yield f'<footer class="warning">{escape(OPEN)}</footer>\n'


def overview(row: Row) -> str:
    """The table of all exercises; those about which more is said below lead there."""
    lines = "".join(
        f'<tr><td>{name_in_table(one)}</td><td class="number">{score(one) or "practice"}</td>'
        f'<td><span class="mark {mark(one)}">{escape(result(one))}</span></td></tr>\n' for one in row.assessments)
    heads = '<th scope="col">Exercise</th><th scope="col" class="number">Points</th><th scope="col">Result</th>'
    return f'<section class="card"><table><thead><tr>{heads}</tr></thead>\n<tbody>{lines}</tbody></table></section>\n'


def name_in_table(one: Assessment) -> str:
    name = escape(f"{number(one.stem)} {title(one.stem)}")
    return f'<a href="#{escape(one.stem)}">{name}</a>' if has_details(one) else name


def has_details(one: Assessment) -> bool:
    """Is there more to say than that an exercise is passed or not begun?"""
    return bool(one.state == "wrong" or one.advice or one.printed)


def result(one: Assessment) -> str:
    """ "not yet right"."""
    return IN_WORDS.get(one.state, one_line(one.state))


def details(one: Assessment) -> str:
    """What is wrong in one exercise, and where."""
    heading = f"{number(one.stem)} {title(one.stem)}"
    blocks = [f'<section class="card" id="{escape(one.stem)}"><h2>{escape(heading)} '
              f'<span class="mark {mark(one)}">{score(one) or escape(result(one))}</span></h2>']
    first, *others = words(one) or [""]
    blocks += [f'<p class="first">{escape(sentence(first))}</p>' if first else ""]
    for indented, group in groupby(others, lambda line: line.startswith("  ")):
        lines = list(group)
        blocks += [preformatted(dedent("\n".join(lines)))] if indented else map(paragraph, lines)  # a table stays one
    if one.source:
        blocks.append(f"<h3>{escape(your_file(one))}</h3>" + preformatted("\n".join(source(one))))
    blocks += [paragraph(f"Advice: {advice}") for advice in advices(one)]
    if one.printed:
        blocks.append(f"<h3>Your code printed</h3>{preformatted(beginning(one.printed))}")
    return "\n".join(filter(None, blocks)) + "</section>\n"


def general(row: Row) -> str:
    """Why nothing of a submission is graded; "" where something is."""
    return "" if row.status == GRADED else NOT_GRADED.get(row.status, sentence(row.status))


def words(one: Assessment) -> list[str]:
    """The lines about one exercise, printable; the first one says the most."""
    lines = [printable(line).replace("\n", " ").rstrip() for line in one.lines]
    return [line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE - 1] + "…" for line in lines if line]


def your_file(one: Assessment) -> str:
    """ "Your file, line 12"."""
    return ", ".join(filter(None, ["Your file", one_line(one.place)]))


def source(one: Assessment) -> list[str]:
    return [printable(line).replace("\n", " ")[:200] for line in one.source]


def advices(one: Assessment) -> list[str]:
    return [one_line(advice) for advice in one.advice]


def mark(one: Assessment) -> str:
    """The class in style.css for a result."""
    return {"passed": "passed", "wrong": "wrong"}.get(one.state, "open")

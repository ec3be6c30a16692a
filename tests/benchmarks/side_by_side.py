"""Ours and its peers in turn, and the rows of the table that come out of it."""
from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import NamedTuple

MOST_ROUNDS = 1000      # 1 with the option --quick
MOST_SECONDS = 10.0     # after which no fourth round is begun


class Measured(NamedTuple):
    """What a piece of work took."""
    wall: float | None = None           # seconds
    processor: float | None = None      # seconds of all threads together
    memory: float | None = None         # MiB at the peak, beyond what the process had before

    def times(self, factor: float) -> Measured:
        return Measured(*(None if figure is None else factor * figure for figure in self))


class Bound(NamedTuple):
    """How much ours may take."""
    text: str
    most: Callable[[float], float]      # of the peer's figure
    ratio: Callable[[float, float], str] = lambda ours, theirs: f"{theirs / ours:.2f} × as fast"


class Peer(NamedTuple):
    """Whom ours is held against, and the goal."""
    name: str
    function: Callable
    bound: Bound | None = None


class Row(NamedTuple):
    """One line of the table."""
    what: str
    ours: Measured
    peer: str = ""
    theirs: Measured = Measured()
    bound: Bound | None = None
    measure: str = "wall"               # the field of Measured that counts

    def __str__(self) -> str:
        """For the message of a test that fails."""
        return " ".join(filter(None, [self.what, self.peer and f"against {self.peer}:", verdict(self).strip("*"),
                                      self.bound and f"of {self.bound.text}"]))

    @property
    def figures(self) -> tuple[float, float | None]:
        return getattr(self.ours, self.measure), getattr(self.theirs, self.measure)

    @property
    def shortfall(self) -> float:
        """By which share of what is allowed ours takes more; 0 where the bound is reached."""
        ours, theirs = self.figures
        return max(0.0, ours / self.bound.most(theirs) - 1) if self.bound else 0.0


def at_least(times: float) -> Bound:
    """Ours is so many times as fast as the peer."""
    return Bound(f"≥ {times:g} × as fast", lambda theirs: theirs / times)


def at_most(times: float, plus: float = 0.0) -> Bound:
    """Ours takes at most so many times as much as the peer, and so many seconds more."""
    return Bound(f"≤ {times:g} ×" + (f" + {plus:g} s" if plus else ""), lambda theirs: times * theirs + plus,
                 lambda ours, theirs: f"{ours / theirs:.2f} ×")


def at_most_seconds(seconds: float) -> Bound:
    """Ours takes at most so long, whatever the peer."""
    return Bound(f"≤ {seconds:g} s", lambda theirs: seconds)


def at_most_mebibytes(most: float) -> Bound:
    """Ours takes at most so much memory, whatever the peer."""
    return Bound(f"≤ {most:g} MiB", lambda theirs: most)


def timed(function: Callable) -> Measured:
    """What one call takes; a function that measures itself, in a process of its own, returns a Measured."""
    wall, processor = time.perf_counter(), processor_time()
    result = function()
    took = Measured(time.perf_counter() - wall, processor_time() - processor)
    return result if isinstance(result, Measured) else took


def processor_time() -> float:
    """Seconds of all threads of this process, and of its children that have ended (on Windows without these)."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def in_turn(functions: dict[str, Callable], rounds: int, pause: float = 0.05, warm: bool = True) -> dict[str, Measured]:
    """Medians over rounds in which all functions are called one after the other.

    Threads of one library go on spinning for some 25 ms after their work and would slow the next one's call: so each
    call begins with a pause, and then, since a pause cools the caches, with a call that is not timed (where it is long,
    in the first round only). warm=False leaves out the calls that are not timed. After ten seconds no fourth round is
    begun.
    """
    taken: dict[str, list[Measured]] = {name: [] for name in functions}
    end = time.perf_counter() + MOST_SECONDS
    for number in range(min(rounds, MOST_ROUNDS)):
        if number >= 3 and time.perf_counter() > end:
            break
        for name, function in functions.items():
            time.sleep(pause)
            if warm and (not taken[name] or taken[name][-1].wall < 0.1):
                function()
            taken[name].append(timed(function))
    return {name: middle(several) for name, several in taken.items()}


def middle(several: Iterable[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(*(None if None in figures else median(figures) for figures in zip(*several, strict=True)))


def compare(what: str, ours: Callable, *peers: Peer, rounds: int = 5, measure: str = "wall",
            warm: bool = True) -> list[Row]:
    """Ours and all peers in turn: one row a peer."""
    took = in_turn({"": ours} | {peer.name: peer.function for peer in peers}, rounds, warm=warm)
    return [Row(what, took[""], peer.name, took[peer.name], peer.bound, measure) for peer in peers]


HEAD = "| what | ours | processor | peer | its time | processor | ratio | bound | reached |\n|" + 9 * "---|"


def markdown(rows: Iterable[Row]) -> str:
    """The table."""
    return "\n".join([HEAD, *(f"| {' | '.join(cells(row))} |" for row in rows)])


def cells(row: Row) -> list[str]:
    ours, theirs = row.figures
    ratio = row.bound.ratio if row.bound else (at_most(1) if row.measure == "memory" else at_least(1)).ratio
    return [row.what, *two_figures(row.ours, row.measure), row.peer, *two_figures(row.theirs, row.measure),
            "" if theirs is None else ratio(ours, theirs), row.bound.text if row.bound else "", verdict(row)]


def two_figures(measured: Measured, measure: str) -> list[str]:
    if measure == "memory":
        return ["" if measured.memory is None else f"{measured.memory:.0f} MiB", ""]
    return [seconds(measured.wall), seconds(measured.processor)]


def seconds(value: float | None) -> str:
    """Three digits, in ms below one second.

    >>> seconds(0.00472), seconds(0.1493), seconds(12.345), seconds(None)
    ('4.72 ms', '149 ms', '12.3 s', '')
    """
    if value is None:
        return ""
    value, unit = (value, "s") if value >= 1 else (1e3 * value, "ms")
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} {unit}"


def verdict(row: Row) -> str:
    if row.bound is None:
        return ""
    return f"**short by {row.shortfall:.{0 if row.shortfall >= 0.1 else 1}%}**" if row.shortfall else "yes"

"""What a student may have written: the mistakes of an exercise, and those of the exercises that it stands on.

Who writes the forward pass in exercise 6 or 10 instead of calling feedforward makes the mistakes of exercise 4 there.
So an exercise inherits the mistakes of those whose functions its answer imports from nn; an inherited mistake is its
own answer, in which the imported function is replaced by one with the mistake.
"""
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from nn.exercises.exercise import Exercise, Mistake, exercises
from nn.exercises.source import PROGRAMS, Source, body, functions, imported, with_all, with_edits


class Change(NamedTuple):
    """What a student may have written instead of an answer of ours, and where."""
    owner: str                      # stem of the exercise whose answer is changed
    edits: tuple[tuple[str, str], ...]      # text of the answer -> what the student writes
    through: str = ""               # the imported function in which alone it is changed; "" for all of them
    inline: bool = False            # in code that an answer otherwise imports


class Candidate(NamedTuple):
    """One way in which a mistake may have been made."""
    mistake: Mistake
    change: Change
    distance: int = 0               # of the exercise whose mistake it is: 0 for the own ones of the one that is checked
    place: str = ""                 # "the forward pass"; "" for own mistakes

    @property
    def name(self) -> str:
        """ "the sum is not divided by m", "in the forward pass: the bias unit goes through the sigmoid"."""
        if not self.place:
            return self.mistake.name
        return f"in {self.place}: {self.mistake.elsewhere or self.mistake.name}"


@cache
def by_stem(stem: str) -> Exercise:
    return next(exercise for exercise in exercises() if exercise.stem == stem)


@cache
def owners() -> dict[str, Exercise]:
    """Function -> the exercise whose mistakes are inherited by those that import it."""
    return {function: exercise for exercise in exercises() for function in exercise.places}


@cache
def parts(source: str) -> dict[str, Exercise]:
    """Function -> exercise, of the functions that a source imports from nn."""
    return {function: owners()[function] for function in imported(source) if function in owners()}


@cache
def stands_on(source: str) -> dict[str, int]:
    """Stem -> distance of the exercises on whose functions a source is built, nearest first."""
    distances: dict[str, int] = {}
    near = [source]
    for distance in range(1, len(exercises())):
        found = {exercise.stem: exercise for one in near for exercise in parts(one).values()}
        near = [exercise.answer for stem, exercise in found.items() if stem not in distances]
        distances |= {stem: distance for stem in found if stem not in distances}
    return distances


def candidates(exercise: Exercise, read_off: Sequence[Mistake] = (), of_nn: Collection[str] = ()) -> list[Candidate]:
    """Its own mistakes, then those that it inherits, nearest first: each everywhere, then in one function alone.

    read_off : more of its own, with a number in them that was observed
    of_nn    : the functions of nn that the student uses: they have no mistakes
    """
    own = [Candidate(mistake, Change(exercise.stem, edits))
           for mistake in (*read_off, *exercise.mistakes) for edits in ways(mistake)]
    near, distances = parts(exercise.answer), stands_on(exercise.answer)
    everywhere, somewhere = [], []
    for stem, distance in distances.items():
        users = [function for function, part in near.items() if part.stem == stem or stem in stands_on(part.answer)]
        own_users = [function for function in users if function not in of_nn]
        code_is_inline = any(stem in inlined(one)[1] for one in (exercise.stem, *distances))
        for mistake in by_stem(stem).mistakes:
            for edits in ways(mistake):
                one = Candidate(mistake, Change(stem, edits), distance, place_of(by_stem(stem), mistake))
                if own_users:
                    everywhere += [one, one._replace(change=Change(stem, edits, inline=True))][:1 + code_is_inline]
                somewhere += [one._replace(change=Change(stem, edits, user)) for user in own_users if len(users) > 1]
    slugs = {mistake.slug for mistake in exercise.mistakes}
    return own + [one for one in everywhere + somewhere if one.mistake.slug not in slugs]


def ways(mistake: Mistake) -> Iterator[tuple[tuple[str, str], ...]]:
    """The edits of a mistake, and the other ways to make it."""
    return (tuple(edits.items()) for edits in (mistake.edits, *mistake.also))


def place_of(exercise: Exercise, mistake: Mistake) -> str:
    """What the function in which a mistake is made is called where it is inherited."""
    source = body(exercise.answer)
    line = source[:source.index(next(iter(mistake.edits)))].count("\n") + 1
    return next((exercise.places[name] for name, node in functions(exercise.answer).items()
                 if line <= (node.end_lineno or 0)), "")


@cache
def inlined(stem: str) -> tuple[str, tuple[str, ...]]:
    """(the source of an answer with the code of functions that it otherwise imports, the stems of these)."""
    exercise = by_stem(stem)
    source = with_edits(body(exercise.answer), tuple(exercise.inline.items()))
    assert source is not None, f"{stem}: an edit of `inline` is not found exactly once"
    gone = parts(exercise.answer).keys() - parts(source).keys()
    return source, tuple(owners()[function].stem for function in gone)


@lru_cache(PROGRAMS)
def program(stem: str, changes: tuple[Change, ...], inline: bool = False) -> Source | None:
    """The answer of an exercise with these changes, or None where one of them cannot be applied.

    inline : with code in it that it otherwise imports, whatever the changes say
    """
    inline = inline or any(change.inline for change in changes)
    source, gone = inlined(stem) if inline else (body(by_stem(stem).answer), ())
    ours = (stem, *gone)
    text = with_all(source, [change.edits for change in changes if change.owner in ours])
    if text is None:
        return None
    replaced = []
    for function, part in parts(source).items():
        inner = tuple(Change(change.owner, change.edits) for change in changes
                      if change.through in ("", function) and change.owner not in ours
                      and (change.owner == part.stem or change.owner in stands_on(part.answer)))
        if inner:
            one = program(part.stem, inner, inline)
            if one is None:
                return None
            replaced.append((function, one))
    return Source(text, tuple(replaced))

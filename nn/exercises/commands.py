"""What `nn start`, `nn check`, `nn hint`, `nn reset`, `nn solution` and a bare `nn` do."""
import shlex
import sys
import time
from pathlib import Path

from nn.exercises.course import check as check_one
from nn.exercises.course import course_exercises, find_course, note, read_progress, read_text, remembered
from nn.exercises.course import reset as reset_one
from nn.exercises.course import start as write_course
from nn.exercises.exercise import find
from nn.exercises import report

POLL = 0.3                          # seconds between two looks at the files


def start(arguments):
    """nn start FOLDER"""
    new = write_course(arguments.folder)
    folder = Path(arguments.folder)
    stubs = [name for name in new if name.startswith("ex")]
    print(f"{folder}: {len(stubs)} exercises written" + ("" if stubs else "; those that were there are as they were"))
    print(f"Next:  cd {shlex.quote(str(folder))}  and there  nn")


def progress(arguments):
    """nn, without a command: the table and what is next. Where there are no exercises, a command is wanted."""
    try:
        folder = find_course()
    except ValueError:
        print("nn: error: a command is wanted, such as nn train; "
              "nn start my-course begins the exercises (see nn --help)", file=sys.stderr)
        return 2
    results = [remembered(exercise, folder) for exercise in course_exercises(folder)]
    say(report.table(results))
    print()
    say(report.what_is_next(results, folder))
    return 0


def check(arguments):
    """nn check [N] [--watch]"""
    folder = find_course()
    everything = course_exercises(folder)
    wanted = chosen(arguments.exercise, everything) if arguments.exercise else everything
    if arguments.watch:
        return watch(wanted, folder, arguments.seconds)
    results = []
    for exercise in wanted:
        result = check_one(exercise, folder, arguments.seconds)
        results.append(result)
        if len(wanted) == 1 or result.state == "wrong":
            say(report.explain(result))
            if len(wanted) > 1:
                print()
    if len(wanted) > 1:
        say(report.table(results))
    if len(wanted) > 1 or results[0].state == "passed":
        print()
        say(report.what_is_next([remembered(exercise, folder) for exercise in everything], folder))
    return 0 if all(result.state == "passed" for result in results) else 1


def chosen(name, everything):
    number = find(name).number
    return [exercise for exercise in everything if exercise.number == number]


def watch(wanted, folder, seconds):
    """Checks an exercise again as soon as its file has changed, until Ctrl-C. Reads the files: works everywhere."""
    paths = [(exercise, Path(folder) / f"{exercise.stem}.py") for exercise in wanted]
    before = {exercise.stem: read_text(path) for exercise, path in paths}
    print(f"Watching {len(wanted)} files in {Path(folder).resolve()}: save one, and it is checked. Ctrl-C ends.",
          flush=True)
    try:
        while True:
            time.sleep(POLL)
            for exercise, path in paths:
                text = read_text(path)
                if text is not None and text != before[exercise.stem]:
                    before[exercise.stem] = text
                    print(f"\n{time.strftime('%H:%M:%S')}  {path.name}")
                    say(report.explain(check_one(exercise, folder, seconds)))
    except KeyboardInterrupt:
        print()
        return 0


def hint(arguments):
    """nn hint [N]: one level further at each call."""
    folder = find_course()
    exercise = the_one(arguments.exercise, folder)
    level = min(read_progress(folder).get(exercise.stem, {}).get("hints", 0) + 1, 3)
    note(folder, exercise.stem, hints=level)
    if read_progress(folder).get(exercise.stem, {}).get("hints") != level:
        level = 3                                   # nothing can be remembered here: there is no next time
    print(f"Exercise {exercise.number}, {exercise.title} ({exercise.lecture})")
    for number, text in enumerate(exercise.hints[:level], start=1):
        print(f"Hint {number} of 3: {text}")
    if level < 3:
        print(f"(nn hint {exercise.number} again says more.)")


def the_one(name, folder):
    """The exercise of that name, or without one the next that is not passed."""
    everything = course_exercises(folder)
    if name:
        return chosen(name, everything)[0]
    waiting = [exercise for exercise in everything if remembered(exercise, folder).state != "passed"]
    if not waiting:
        raise ValueError("all exercises are passed; name one, such as: nn hint 3")
    return waiting[0]


def reset(arguments):
    """nn reset N"""
    folder = find_course()
    exercise = chosen(arguments.exercise, course_exercises(folder))[0]
    backup = reset_one(exercise, folder)
    print(f"{exercise.stem}.py is the stub again" + (f"; yours is kept in {backup}" if backup else ""))


def solution(arguments):
    """nn solution N [--anyway]"""
    folder = find_course()
    exercise = chosen(arguments.exercise, course_exercises(folder))[0]
    if not arguments.anyway and remembered(exercise, folder).state != "passed":
        raise ValueError(f"exercise {exercise.number}, {exercise.title}, is not passed yet: nn check {exercise.number} "
                         f"tells why, nn hint {exercise.number} helps, nn solution {exercise.number} --anyway shows it")
    print(exercise.answer, end="")


def say(lines):
    for line in lines:
        print(line, flush=True)

"""run.json: what a folder of results was made with, and the secret from which the networks are drawn.

The secret is in no report; so a Run, which the reports are given, does not contain it.
"""
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from nn import __version__
from nn.files.atomic import atomic_write

RUN = "run.json"
FORMAT = 1                          # of run.json and of journal.jsonl; a newer one is refused
SECRET_BYTES = 32
PRIVATE = 0o600


class Run(NamedTuple):
    """What the reports say about a run as a whole."""
    points: dict[str, int]          # stem -> points, of all exercises that are graded
    date: str                       # "2026-11-26", of the last run of the grader
    version: str                    # of nn
    options: dict[str, Any] = {}    # of the command, as they were given


def this_run(points: Mapping[str, int], options: Mapping[str, Any] | None = None) -> Run:
    """The Run that begins now."""
    return Run(dict(points), datetime.now().strftime("%Y-%m-%d"), __version__, dict(options or {}))


def write_run(folder: Path, run: Run, secret: bytes) -> None:
    """Writes run.json, readable to its owner alone.

    Raises : OSError
    """
    data = {"format": FORMAT, "secret": secret.hex(), **run._asdict()}
    with atomic_write(folder / RUN, PRIVATE) as file:
        file.write(json.dumps(data, indent=1).encode() + b"\n")


def read_run(folder: Path) -> tuple[Run, bytes]:
    """The Run in a folder, and its secret.

    Raises : ValueError where run.json is damaged or of a newer version; OSError
    """
    path = folder / RUN
    try:
        data = json.loads(path.read_bytes())
        if data["format"] > FORMAT:
            raise NewerError(f"{path} was written by a newer version of nn ({data['version']}); grade with that one")
        secret = bytes.fromhex(data["secret"])
        run = Run({str(stem): int(points) for stem, points in data["points"].items()}, str(data["date"]),
                  str(data["version"]), dict(data["options"]))
    except NewerError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ValueError(f"{path} is damaged: it is not what nn grade writes") from None
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"{path} is damaged: its secret does not have {SECRET_BYTES} bytes")
    return run, secret


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


class NewerError(ValueError):
    """A file that a newer version of nn wrote."""

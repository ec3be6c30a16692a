"""What a result depends on beside the submission: while it is the same, nothing is graded a second time."""
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

NN = Path(__file__).parents[3]


def conditions(points: Mapping[str, int], extra: bytes = b"", **options: Any) -> str:
    """One SHA-256 over the exercises and their points, the instructor's further calls, and the checker itself.

    points  : stem of an exercise -> its points, for all that are graded
    extra   : the file of --extra
    options : what else changes a result, such as numbers=True
    """
    parts = {"points": sorted(points.items()), "extra": hashlib.sha256(extra).hexdigest(), "checker": checker(),
             "options": options}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def checker() -> str:
    """SHA-256 over what decides about right and wrong: nn/*.py, all of nn/exercises, and NumPy's version."""
    digest = hashlib.sha256(np.__version__.encode())
    for path in sorted([*NN.glob("*.py"), *NN.glob("exercises/**/*.py")]):
        digest.update(f"\0{path.relative_to(NN).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()

"""Which examples were kept out of a training, as a file contains it: their rows, and of which data these are."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from nn.arguments import Matrix, Vector


class KeptOut(NamedTuple):
    """The examples that were kept out of a training, to test the network on them."""
    rows: Vector                        # (k,) int, ascending: which rows of X, counted from 0
    data: str                           # sha256_of_examples of X, all rows of it


#: what is added to a millionth's multiple before it is rounded down: no pixel lies where this turns, as many do at 1/2
SHIFT = 0.382


def sha256_of_examples(X: Matrix, block: int = 1000) -> str:
    """The sha256 of X in whole millionths: the same on another machine, where the last bits may differ.

    X       : (m, n) one example a row
    block   : int, examples that are rounded at a time, so that little memory is needed
    Returns : 64 hexadecimal digits

    >>> X = np.array([[0.5, 0.0], [0.25, 1.0]])
    >>> sha256_of_examples(X) == sha256_of_examples(X - 1e-12), sha256_of_examples(X) == sha256_of_examples(X[::-1])
    (True, False)
    """
    digest = hashlib.sha256(str(X.shape).encode())
    for start in range(0, len(X), block):
        digest.update(np.floor(1e6 * X[start:start + block] + SHIFT, order="C").data)
    return digest.hexdigest()


def to_entries(kept_out: KeptOut | None) -> dict[str, Any]:
    """As the entries of a file; {} for None.

    Raises : ValueError where from_entries would refuse them
    """
    if kept_out is None:
        return {}
    entries = {"kept_out": np.asarray(kept_out.rows), "kept_out_data": np.array(kept_out.data)}
    from_entries(entries)
    return entries


def from_entries(entries: Mapping[str, Any]) -> KeptOut | None:
    """The KeptOut among the entries of a file; None where it contains none.

    Raises : ValueError where they are not what to_entries returns
    """
    if not {"kept_out", "kept_out_data"} & set(entries):
        return None
    rows, data = entries.get("kept_out"), entries.get("kept_out_data")
    if rows is None or data is None:
        raise ValueError(f"it contains {'kept_out_data' if rows is None else 'kept_out'} alone, expected kept_out and "
                         f"kept_out_data")
    return KeptOut(check_rows(rows), check_sha256(data))


def check_rows(rows: Any) -> Vector:
    """rows as a vector of ascending row numbers, which MATLAB stores as a matrix of one row."""
    if rows.dtype.kind not in "iu" or not rows.size or rows.size != max(rows.shape, default=0):
        raise ValueError(f"its kept_out is {rows.dtype} of shape {rows.shape}, expected a vector of row numbers")
    rows = rows.ravel().astype(np.int64)
    if rows[0] < 0 or (np.diff(rows) <= 0).any():
        wrong = rows[0] if rows[0] < 0 else rows[1:][np.diff(rows) <= 0][0]
        raise ValueError(f"its kept_out contains {wrong} where a larger row number is expected: they ascend from 0 on")
    return rows


def check_sha256(data: Any) -> str:
    text = str(data.item()) if data.size == 1 else ""
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError(f"its kept_out_data is {data.dtype} of shape {data.shape}, expected a sha256 of 64 "
                         f"hexadecimal digits")
    return text

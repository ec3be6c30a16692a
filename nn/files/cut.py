"""A large file cut into chunks: .npz files that can be read row by row, and a manifest of them."""
from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nn.files.atomic import atomic_write, ctrl_c_waits
from nn.files.chunks import ALL, FIRST, Chunk, check_chunk, open_chunk
from nn.files.datasets import kind_of_file, read_parts
from nn.files.overwrite import has_content, refuse
from nn.files.readers import load_npz
from nn.files.stored import NPY, open_rows

MANIFEST = "manifest.json"


def cut_into_chunks(path: str | os.PathLike, folder: str | os.PathLike, examples: int = 10_000,
                    labels: str | os.PathLike | None = None,
                    done: Callable[[str, bool], Any] = lambda name, new: None) -> list[Path]:
    """Writes the examples of a file to chunks 00000.npz, 00001.npz, … and manifest.json; what is there already stays.

    The numbers are those of the file, uint8 where they are: nothing is scaled. An .npz, .npy or IDX file may be larger
    than memory, others are read as a whole. Of a file with a test part, the training part is cut.

    path     : of the file, as load_dataset and open_chunks take it
    folder   : is made where it does not exist
    examples : int >= 1, in a chunk
    labels   : the file of labels, where it is not beside the one of images
    done     : function of (name of a chunk, was it written just now?)
    Returns  : the paths of the chunks
    Raises   : ValueError where the file cannot be read, or the folder has the chunks of other data, or a file of
               another kind with a chunk's name; OSError
    """
    whole, folder = source(Path(path), labels), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    m = whole.stop
    manifest = {"source": os.path.basename(path), "bytes": os.path.getsize(path), "examples": m,
                "columns": whole.n, "dtype": np.dtype(whole.X.dtype).name, "examples_per_chunk": examples}
    entries = entries_so_far(folder, manifest)
    with open_rows(whole.X) as rows_of_X, open_rows(whole.y) as rows_of_y:
        for number, first in enumerate(range(0, m, examples)):
            name, stop = f"{number:05}.npz", min(first + examples, m)
            new = not is_written(folder / name, entries.get(name))
            if name not in entries:
                check_overwrite_chunk(folder / name)
            if new:
                write_chunk(folder / name, rows_of_X(first, stop), rows_of_y(first, stop), first, m)
                entries[name] = {"first": first, "examples": stop - first, "sha256": sha256_of_file(folder / name)}
                write_manifest(folder, manifest, entries)
            done(name, new)
    return [folder / name for name in sorted(entries)]


def source(path: Path, labels: str | os.PathLike | None) -> Chunk:
    """The file as one chunk: in the file where its rows can be read by themselves, otherwise in memory."""
    with open(path, "rb") as file:
        npy = file.read(6) == NPY
    if npy or kind_of_file(path) in ("npz", "idx"):
        return open_chunk(path, Path(labels) if labels else None)[0]._replace(first=0)
    return check_chunk(Chunk(str(path), 0, *read_parts(path, labels)[0]))


def entries_so_far(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """The chunks that the manifest in a folder names; {} where there is none.

    Raises : ValueError where it is that of other data, or of chunks of another size
    """
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
        entries = before.pop("chunks")
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ValueError(f"{path}: it is not a manifest of nn data chunk; delete it, or choose another folder"
                         ) from None
    if before != manifest:
        changed = [name for name in manifest if before.get(name) != manifest[name]]
        raise ValueError(f"{path}: the chunks there are of other data: {changed[0]} was {before.get(changed[0])!r}, "
                         f"and now is {manifest[changed[0]]!r}; choose another folder")
    return dict(entries)


def is_written(path: Path, entry: dict[str, Any] | None) -> bool:
    """Is the chunk of this entry of the manifest there as it was written?"""
    with suppress(OSError):
        return entry is not None and sha256_of_file(path) == entry["sha256"]
    return False


def check_overwrite_chunk(path: Path) -> None:
    """Raises ValueError where it is a file of anything but a chunk, as nn data chunk has not written it."""
    if has_content(path):
        with suppress(ValueError):
            if {FIRST, ALL} <= set(load_npz(path)):
                return
        refuse(path, "a chunk")


def write_chunk(path: Path, X: NDArray, y: NDArray, first: int, m: int) -> None:
    """One chunk; not compressed, so that its rows can be read by themselves."""
    arrays: dict[str, Any] = {"X": np.ascontiguousarray(X), "y": y, FIRST: np.array(first), ALL: np.array(m)}
    with ctrl_c_waits(), atomic_write(path) as file:
        np.savez(file, **arrays)


def write_manifest(folder: Path, manifest: dict[str, Any], entries: dict[str, Any]) -> None:
    with atomic_write(folder / MANIFEST, sync=False) as file:
        file.write(json.dumps(manifest | {"chunks": entries}, indent=1).encode() + b"\n")


def sha256_of_file(path: Path) -> str:
    """The sha256 of a file's bytes, read piece by piece."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()

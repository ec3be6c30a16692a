"""Folders and archives seen alike: names, what is below them, and bytes. Nothing is written, unpacked or followed."""
from __future__ import annotations

import os
import stat
import zipfile
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from nn.exercises.sandbox.opened import regular_file, too_large

FOLDER, FILE = "folder", "file"
OTHER = "not a regular file"        # a pipe, a socket, a device
SYMLINK = "a link, not a regular file"
#: in an archive, for notes
LINK, OUTSIDE = "a link in an archive is skipped", "a name that leads out of the archive is skipped"

MOST_IN_A_FOLDER = 10_000           # names
MOST_LEVELS = 10                    # of folders in an archive; submissions are searched less deep
LEFT_ALONE = ("__MACOSX", "__pycache__")


class OnDisk(NamedTuple):
    """A name in the file system."""
    name: str
    kind: str                       # FOLDER, FILE, SYMLINK or OTHER
    path: str

    def children(self) -> list[OnDisk]:
        """What lies in a folder, by name.

        Raises : OSError
        """
        with os.scandir(self.path) as entries:
            found = [OnDisk(entry.name, kind_of(entry), entry.path) for entry in islice(entries, MOST_IN_A_FOLDER)]
        return visible(found)

    def read(self, most: int) -> bytes:
        """The bytes of a file.

        Raises : OSError, also where they are more than `most`
        """
        return regular_file(self.path, most)


class InArchive(NamedTuple):
    """A name in a .zip."""
    name: str
    kind: str                       # FOLDER, FILE, LINK or OUTSIDE
    archive: zipfile.ZipFile
    content: dict[str, InArchive] | zipfile.ZipInfo     # of a folder, of anything else

    def children(self) -> list[InArchive]:
        """What lies in a folder, by name."""
        return visible(list(inside(self).values()))

    def read(self, most: int) -> bytes:
        """The bytes of a file, inflated up to the limit, whatever their number is said to be.

        Raises : OSError where they are more than `most`; anything else where the archive is damaged
        """
        assert isinstance(self.content, zipfile.ZipInfo)
        with self.archive.open(self.content) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise too_large(self.name, most)
        return data


Node = OnDisk | InArchive


def visible(nodes: list) -> list:
    """Those that are looked at, by name."""
    return sorted((node for node in nodes if node.kind == OUTSIDE or not is_hidden(node.name)),
                  key=lambda node: node.name)


def is_hidden(name: str) -> bool:
    return name.startswith(".") or name in LEFT_ALONE


def kind_of(entry: os.DirEntry) -> str:
    """FOLDER, FILE, SYMLINK or OTHER, of the name itself and not of what a link leads to."""
    if entry.is_symlink():
        return SYMLINK
    if entry.is_dir(follow_symlinks=False):
        return FOLDER
    return FILE if entry.is_file(follow_symlinks=False) else OTHER


def folder_on_disk(path: str | os.PathLike) -> OnDisk:
    """A folder of the user's, who may have given a link to it."""
    return OnDisk(Path(path).resolve().name, FOLDER, os.fspath(path))


def folder_in_archive(archive: zipfile.ZipFile, name: str) -> InArchive:
    """The names of an archive as a folder."""
    root = InArchive(name, FOLDER, archive, {})
    for info in archive.infolist():
        add(root, info)
    return root


def add(root: InArchive, info: zipfile.ZipInfo) -> None:
    """Adds one name of an archive to the folder that stands for the archive; of two equal ones the last counts."""
    path = info.filename.replace("\\", "/")                         # as some programs for Windows write it
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or ".." in parts or path[1:2] == ":":
        inside(root)[path] = InArchive(path, OUTSIDE, root.archive, info)
    elif 0 < len(parts) <= MOST_LEVELS:
        *folders, name = parts if not info.is_dir() else [*parts, ""]
        folder = root
        for part in folders:
            if part not in inside(folder) or inside(folder)[part].kind != FOLDER:
                inside(folder)[part] = InArchive(part, FOLDER, root.archive, {})
            folder = inside(folder)[part]
        if name and (name not in inside(folder) or inside(folder)[name].kind != FOLDER):
            inside(folder)[name] = InArchive(name, kind_in_archive(info), root.archive, info)


def inside(folder: InArchive) -> dict[str, InArchive]:
    """What a folder in an archive contains."""
    assert isinstance(folder.content, dict)
    return folder.content


def kind_in_archive(info: zipfile.ZipInfo) -> str:
    """FILE or LINK, from the mode that Unix programs store."""
    return FILE if stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG, stat.S_IFDIR) else LINK

"""nn.files.atomic: what a power cut may do to a file."""
import os

from nn.files.atomic import atomic_write


def test_the_bytes_are_on_the_disk_before_the_file_has_its_name(tmp_path, monkeypatch):
    steps = []
    for name in ("fsync", "replace"):
        original = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *args, name=name, original=original:
                            (steps.append(name), original(*args)))
    with atomic_write(tmp_path / "file") as file:
        file.write(b"bytes")
    assert steps == ["fsync", "replace"]
    assert (tmp_path / "file").read_bytes() == b"bytes"

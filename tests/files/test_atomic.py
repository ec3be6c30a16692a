"""nn.files.atomic: what a power cut may do to a file."""
import os
import signal
import stat
import zipfile

import numpy as np
import pytest

import nn
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


def test_what_can_be_made_again_need_not_be_on_the_disk_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda handle: pytest.fail("this waits for the disk"))
    with atomic_write(tmp_path / "file", sync=False) as file:
        file.write(b"bytes")
    assert (tmp_path / "file").read_bytes() == b"bytes"


@pytest.mark.skipif(os.name == "nt", reason="Windows delivers Ctrl-C to a console, not to one process")
def test_ctrl_c_while_a_network_is_written_comes_when_the_file_is_complete(tmp_path, monkeypatch, interruptible):
    def close(self, original=zipfile._ZipWriteFile.close):
        os.kill(os.getpid(), signal.SIGINT)
        original(self)
    monkeypatch.setattr("zipfile._ZipWriteFile.close", close)
    with pytest.raises(KeyboardInterrupt):
        nn.save_network(tmp_path / "weights.npz", nn.Network(np.zeros(6), (2, 2), [1, 2]))
    assert nn.load_network(tmp_path / "weights.npz").layer_sizes == (2, 2) and len([*tmp_path.iterdir()]) == 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_a_file_has_the_permissions_that_are_asked_for(tmp_path, mode):
    with atomic_write(tmp_path / "file", mode):
        pass
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == mode

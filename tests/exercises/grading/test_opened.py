"""A file that somebody else has made is opened without waiting for it, following it, or filling the memory."""
import os
import signal
import socket

import pytest

from nn.exercises.sandbox.opened import NotRead, regular_file

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor devices in folders")


@pytest.fixture(autouse=True)
def in_time():
    """A test that waits for a pipe fails after ten seconds."""
    def fail(*_):
        raise TimeoutError("it waits")
    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def make_link(path):
    path.with_name("neighbour.py").write_bytes(b"a neighbour's answer")
    path.symlink_to("neighbour.py")


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(path.parent)                                       # its name must be short
        server.bind(path.name)


def make_large(path):
    with path.open("wb") as file:
        file.truncate(20 * 2 ** 30)                                 # sparse: it takes no space


@pytest.mark.parametrize(("make", "why"), [
    (make_link, "not a regular file"),
    (lambda path: path.symlink_to("/dev/zero"), "not a regular file"),
    (lambda path: path.symlink_to("missing.py"), "not a regular file"),
    (os.mkfifo, "not a regular file"),
    (make_socket, "not a regular file"),
    (lambda path: path.mkdir(), "not a regular file"),
    (make_large, "larger than 256 KiB"),
], ids=["link", "link to a device", "link to nothing", "pipe", "socket", "folder", "20 GB"])
def test_what_is_not_a_small_regular_file_is_not_read_and_the_error_says_why(tmp_path, monkeypatch, make, why):
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "ex10.py")
    with pytest.raises(NotRead) as caught:
        regular_file(tmp_path / "ex10.py", 256 * 2 ** 10)
    assert (caught.value.strerror, str(caught.value)) == (why, why)
    assert caught.value.filename == str(tmp_path / "ex10.py")


def test_a_device_is_not_read():
    with pytest.raises(NotRead, match="not a regular file"):
        regular_file("/dev/zero", 10)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="this is not Linux")
def test_a_file_that_is_larger_than_its_size_says_is_not_read_to_its_end():
    assert os.stat("/proc/self/status").st_size == 0
    with pytest.raises(NotRead, match="larger than 0 KiB"):
        regular_file("/proc/self/status", 10)


def test_a_file_that_is_missing_is_the_error_that_open_gives(tmp_path):
    with pytest.raises(FileNotFoundError):
        regular_file(tmp_path / "ex10.py", 10)


def test_any_bytes_come_back_as_they_are_up_to_the_last_that_is_allowed(tmp_path):
    data = bytes(range(256)) * 4
    (tmp_path / "file").write_bytes(data)
    assert regular_file(tmp_path / "file", 1024) == data
    with pytest.raises(NotRead, match="larger than 0 KiB"):
        regular_file(tmp_path / "file", 1023)


def test_no_descriptor_stays_open(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    before = len(os.listdir("/dev/fd"))
    for _ in range(5):
        with pytest.raises(NotRead):
            regular_file(tmp_path / "pipe", 10)
    assert len(os.listdir("/dev/fd")) == before

"""nn.files.mnist against a server on this machine that misbehaves on command."""
import gzip
import hashlib
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer

import numpy as np
import pytest

from nn.files import mnist
from nn.files.mnist import cache_folder, fetch_mnist

NAME = "digits-idx3-ubyte"
FINAL = f"{NAME}.gz"
PLAIN = np.random.default_rng(0).bytes(300_000)  # random, so that the gzipped file is as long
PACKED = gzip.compress(PLAIN, mtime=0)
CUT = 200_000


# What a server may do with a request: answer(handler, body) for the file's bytes `body`.

def serve(handler, body):
    """What a good server does."""
    send(handler, 200, body)


def cut_after(count):
    """Promise the whole file, but close the connection after `count` bytes of it."""
    def answer(handler, body):
        handler.body_limit = count
        serve(handler, body)
    return answer


def hang_after(count):
    """Send `count` bytes of the body, then nothing more until the test is over."""
    def answer(handler, body):
        handler.body_limit = count
        serve(handler, body)
        handler.server.over.wait(10)
    return answer


def silent(handler, body):
    """Accept the connection and never answer."""
    handler.server.over.wait(10)


def status(code):
    """Refuse with this HTTP status, with a page that is not the file."""
    return lambda handler, body: send(handler, code, b"<html>sorry</html>")


def instead(other):
    """Send other bytes, as if they were the file."""
    return lambda handler, body: serve(handler, other)


def chunked_cut_after(count):
    """A chunked answer, without Content-Length, that ends within a chunk."""
    def answer(handler, body):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(f"{len(body):x}\r\n".encode() + body[:count])
    return answer


def endless(handler, body):
    """Zeros without a Content-Length; 64 MB stand for ever, since 64 KB are all the file may have."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(2**10):
        handler.wfile.write(bytes(2**16))
    handler.server.emptied = True


def send(handler, code, body):
    """A complete HTTP answer, or as much of it as the handler's body_limit allows."""
    handler.send_response(code)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[:handler.body_limit])


class Handler(BaseHTTPRequestHandler):
    """Plays the next answer of the server's script; when the script is over, the `otherwise` one."""
    body_limit = None
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.close_connection = True
        self.server.requests.append(self.path)
        name = self.path.rpartition("/")[2]
        if name not in self.server.files:
            return send(self, 404, b"")
        answer = self.server.script.pop(0) if self.server.script else self.server.otherwise
        try:
            answer(self, self.server.files[name])
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client had enough

    def log_message(self, *args):
        pass


class Mirror(ThreadingHTTPServer):
    """A mirror on 127.0.0.1 with a script of answers and a list of the requests it got."""
    daemon_threads = False  # so that closing waits for every answer

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.script, self.otherwise, self.requests = {FINAL: PACKED}, [], serve, []
        self.over, self.emptied = threading.Event(), False
        self.url = f"http://127.0.0.1:{self.server_port}/mnist/"
        self.thread = threading.Thread(target=self.serve_forever, args=(0.01,))
        self.thread.start()

    def server_bind(self):
        """Without HTTPServer's look-up of the host's name, which may ask the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address

    def stop(self):
        self.over.set()
        self.shutdown()
        self.server_close()
        self.thread.join()


@pytest.fixture(autouse=True)
def one_small_file(monkeypatch):
    """MNIST is one small file here, retries follow at once, and no proxy stands between."""
    monkeypatch.setattr(mnist, "MNIST_SHA256", {NAME: hashlib.sha256(PLAIN).hexdigest()})
    monkeypatch.setattr(mnist, "PAUSE", 0)
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def mirror():
    server = Mirror()
    yield server
    server.stop()


@pytest.fixture
def second():
    server = Mirror()
    yield server
    server.stop()


def fetch(folder, *mirrors, timeout=5):
    return fetch_mnist(folder, [mirror.url for mirror in mirrors], timeout=timeout)


def fetch_fails(folder, *mirrors, timeout=5):
    """The message of a fetch that must fail and leave nothing behind."""
    with pytest.raises(OSError) as caught:
        fetch(folder, *mirrors, timeout=timeout)
    assert names(folder) == []
    return str(caught.value)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def assert_complete(folder):
    """The file and nothing else is there, byte for byte."""
    assert names(folder) == [FINAL]
    assert gzip.decompress((folder / FINAL).read_bytes()) == PLAIN


# The ordinary course of things

def test_a_file_arrives_whole_under_its_name(tmp_path, mirror):
    assert fetch(tmp_path, mirror) == [tmp_path / FINAL]
    assert mirror.requests == [f"/mnist/{FINAL}"]
    assert_complete(tmp_path)


def test_the_folder_is_created_if_need_be(tmp_path, mirror):
    fetch(tmp_path / "not" / "yet", mirror)
    assert_complete(tmp_path / "not" / "yet")


def test_the_four_files_come_in_the_order_of_their_table(tmp_path, mirror, monkeypatch):
    expected = ["c-ubyte", "a-ubyte", "d-ubyte", "b-ubyte"]
    table = {name: hashlib.sha256(name.encode()).hexdigest() for name in expected}
    monkeypatch.setattr(mnist, "MNIST_SHA256", table)
    mirror.files = {f"{name}.gz": gzip.compress(name.encode()) for name in expected}
    paths = fetch(tmp_path, mirror)
    assert [path.name for path in paths] == [f"{name}.gz" for name in expected]
    assert [gzip.decompress(path.read_bytes()).decode() for path in paths] == expected


def test_what_is_already_there_is_kept_without_a_request(tmp_path, mirror):
    (tmp_path / FINAL).write_bytes(gzip.compress(PLAIN, compresslevel=1))  # another mirror's compression
    before = (tmp_path / FINAL).stat()
    fetch(tmp_path, mirror)
    assert mirror.requests == []
    assert (tmp_path / FINAL).stat().st_mtime_ns == before.st_mtime_ns
    assert_complete(tmp_path)


DAMAGES = {
    "empty": b"",
    "not gzip": b"not gzip",
    "without its checksum": PACKED[:-9],
    "a byte short": PACKED[:-1],
    "other digits": gzip.compress(PLAIN[:-1]),
    "no block of deflate": PACKED[:10] + b"\xff" + PACKED[11:],
    "three bytes off": PACKED[:99_999] + b"\0\0\0" + PACKED[100_002:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_replaced(tmp_path, mirror, damage):
    (tmp_path / FINAL).write_bytes(damage)
    fetch(tmp_path, mirror)
    assert len(mirror.requests) == 1
    assert_complete(tmp_path)


def test_a_mirror_may_be_written_without_its_last_slash(tmp_path, mirror):
    fetch_mnist(tmp_path, [mirror.url.rstrip("/")])
    assert mirror.requests == [f"/mnist/{FINAL}"]


def test_the_mirror_is_asked_for_the_file_as_it_is(tmp_path, mirror):
    """A server may otherwise decompress the file on its way, or compress it twice."""
    asked = []
    mirror.script = [lambda handler, body: (asked.append(handler.headers["Accept-Encoding"]), serve(handler, body))]
    fetch(tmp_path, mirror)
    assert asked == ["identity"]


# Broken connections

BREAKS = {
    "before the first byte": cut_after(0),
    "after one byte": cut_after(1),
    "between two chunks": cut_after(mnist.CHUNK),
    "in the middle": cut_after(CUT),
    "a byte before the end": cut_after(len(PACKED) - 1),
    "in a chunked answer": chunked_cut_after(CUT),
    "by silence": hang_after(CUT),
}


@pytest.mark.parametrize("answer", BREAKS.values(), ids=BREAKS)
def test_a_broken_connection_is_tried_again(tmp_path, mirror, answer):
    mirror.script = [answer, answer]
    fetch(tmp_path, mirror, timeout=0.1)
    assert len(mirror.requests) == 3
    assert_complete(tmp_path)


@pytest.mark.parametrize("answer, message", [
    (silent, "connection failed: timed out"),
    (cut_after(7), f"connection failed: IncompleteRead(7 bytes read, {len(PACKED) - 7} more expected)"),
], ids=["silence", "break"])
def test_a_connection_that_always_breaks_is_given_up(tmp_path, mirror, answer, message):
    mirror.otherwise = answer
    assert f"{mirror.url}{FINAL}: {message}\n" in fetch_fails(tmp_path, mirror, timeout=0.05)
    assert len(mirror.requests) == mnist.ATTEMPTS


def test_between_the_attempts_there_is_a_pause(tmp_path, mirror, monkeypatch):
    pauses = []
    monkeypatch.setattr(mnist, "PAUSE", 0.25)
    monkeypatch.setattr(mnist.time, "sleep", pauses.append)
    mirror.script = [cut_after(CUT), cut_after(1)]
    fetch(tmp_path, mirror)
    assert pauses == [0.25, 0.25]


class Interrupted(mnist.Bounded):
    """A file that is written to until Ctrl-C comes, after the first chunk."""

    def write(self, chunk):
        if self.file.tell():
            raise KeyboardInterrupt
        super().write(chunk)


def test_ctrl_c_leaves_the_verified_files_and_nothing_half_written(tmp_path, mirror, monkeypatch):
    other = "labels-idx1-ubyte"
    monkeypatch.setitem(mnist.MNIST_SHA256, other, hashlib.sha256(PLAIN).hexdigest())
    mirror.files[f"{other}.gz"] = PACKED
    files = iter([mnist.Bounded, Interrupted])
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(mnist, "Bounded", lambda file: next(files)(file))
        fetch(tmp_path, mirror)
    assert_complete(tmp_path)
    mirror.requests.clear()
    fetch(tmp_path, mirror)
    assert mirror.requests == [f"/mnist/{other}.gz"]


class FullDisk(mnist.Bounded):
    """A file on a disk without space."""

    def write(self, chunk):
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_not_a_broken_connection(tmp_path, mirror, monkeypatch):
    monkeypatch.setattr(mnist, "Bounded", FullDisk)
    with pytest.raises(OSError, match="No space left"):
        fetch(tmp_path, mirror)
    assert len(mirror.requests) == 1
    assert names(tmp_path) == []


# Mirrors that deliver the wrong thing, or nothing

REFUSALS = {
    "not found": (status(404), "HTTP 404 Not Found"),
    "server error": (status(500), "HTTP 500 Internal Server Error"),
    "other digits": (instead(gzip.compress(b"other digits")),
                     f"sha256 differs: expected {hashlib.sha256(PLAIN).hexdigest()}, "
                     f"got {hashlib.sha256(b'other digits').hexdigest()}"),
    "cut short before it was uploaded": (instead(PACKED[:-9]), "damaged gzip"),
    "a page instead of the file": (instead(b"<html>log in</html>"), "damaged gzip"),
    "no block of deflate": (instead(PACKED[:10] + b"\xff" + PACKED[11:]), "damaged gzip"),
    "a flipped bit": (instead(PACKED[:100] + bytes([PACKED[100] ^ 1]) + PACKED[101:]), "damaged gzip"),
    "nothing at all": (instead(b""), "sha256 differs"),
}
refusals = pytest.mark.parametrize("answer, message", REFUSALS.values(), ids=REFUSALS)


@refusals
def test_a_mirror_that_fails_is_reported_and_leaves_nothing(tmp_path, mirror, answer, message):
    mirror.otherwise = answer
    assert f"{mirror.url}{FINAL}: {message}" in fetch_fails(tmp_path, mirror)
    assert len(mirror.requests) == 1


@refusals
def test_the_second_mirror_is_tried_when_the_first_one_fails(tmp_path, mirror, second, answer, message):
    mirror.otherwise = answer
    fetch(tmp_path, mirror, second)
    assert len(second.requests) == 1
    assert_complete(tmp_path)


def test_the_second_mirror_is_tried_when_the_first_one_always_breaks(tmp_path, mirror, second):
    mirror.otherwise = cut_after(1000)
    second.files = {FINAL: gzip.compress(PLAIN, compresslevel=0)}
    fetch(tmp_path, mirror, second)
    assert (len(mirror.requests), len(second.requests)) == (mnist.ATTEMPTS, 1)
    assert (tmp_path / FINAL).read_bytes() == second.files[FINAL]
    assert_complete(tmp_path)


def test_the_second_mirror_is_tried_when_nobody_listens_at_the_first(tmp_path, second):
    closed = Mirror()
    closed.stop()
    fetch(tmp_path, closed, second)
    assert_complete(tmp_path)


def test_the_message_names_the_file_each_mirror_with_its_reason_and_what_to_do(tmp_path, mirror):
    mirror.otherwise = status(404)
    closed = Mirror()
    closed.stop()
    first_line, first, other, advice = fetch_fails(tmp_path, mirror, closed).splitlines()
    assert first_line == f"could not fetch {FINAL}:"
    assert first == f"  {mirror.url}{FINAL}: HTTP 404 Not Found"
    assert other.startswith(f"  {closed.url}{FINAL}: connection failed: ") and "refused" in other
    assert "Run it again" in advice and f"{FINAL} by hand into {tmp_path}" in advice


def test_a_damaged_file_stays_until_there_is_a_better_one(tmp_path, mirror):
    (tmp_path / FINAL).write_bytes(b"damaged")
    mirror.otherwise = status(404)
    with pytest.raises(OSError, match="HTTP 404"):
        fetch(tmp_path, mirror)
    assert (tmp_path / FINAL).read_bytes() == b"damaged"


def test_an_endless_answer_is_cut_off(tmp_path, mirror, monkeypatch):
    monkeypatch.setattr(mnist, "MAX_BYTES", 2**16)
    mirror.otherwise = endless
    assert "more than 65536 bytes" in fetch_fails(tmp_path, mirror)
    assert len(mirror.requests) == 1 and not mirror.emptied


def test_a_decompression_bomb_is_not_unpacked(tmp_path, mirror, monkeypatch):
    bomb = bytes(10_000_000)
    monkeypatch.setattr(mnist, "MAX_BYTES", 400_000)
    monkeypatch.setattr(mnist, "MNIST_SHA256", {NAME: hashlib.sha256(bomb).hexdigest()})  # even so
    mirror.otherwise = instead(gzip.compress(bomb))
    assert "more than 400000 bytes when decompressed" in fetch_fails(tmp_path, mirror)


@pytest.mark.parametrize("address", ["file:///etc/", "ftp://127.0.0.1/", "127.0.0.1/mnist/", ""])
def test_only_http_addresses_are_mirrors(tmp_path, address):
    with pytest.raises(ValueError, match="http://"):
        fetch_mnist(tmp_path / "new", [address])
    assert names(tmp_path) == []


def test_an_address_without_a_host_is_a_mirror_that_fails_at_once(tmp_path, second, monkeypatch):
    monkeypatch.setattr(mnist.time, "sleep", None)                  # nothing to wait for
    fetch_mnist(tmp_path, ["http://", second.url])
    assert_complete(tmp_path)


# The bar, the folder, the import

def test_stderr_shows_the_bar_and_nothing_else(tmp_path, mirror, capsys):
    mirror.script = [cut_after(CUT)]
    fetch_mnist(tmp_path / "quiet", [mirror.url])
    assert capsys.readouterr() == ("", "")
    fetch_mnist(tmp_path / "loud", [mirror.url], progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "100%" in err and "300k/300k" in err
    assert all(line.startswith(FINAL) for line in err.replace("\r", "\n").split("\n") if line)


def test_the_environment_names_the_cache_folder(tmp_path, mirror, monkeypatch):
    monkeypatch.setenv("NN_CACHE", str(tmp_path / "chosen"))
    assert cache_folder() == tmp_path / "chosen"
    assert not cache_folder().exists()
    assert fetch(None, mirror) == [tmp_path / "chosen" / FINAL]


@pytest.mark.parametrize("value", [None, ""])
def test_without_it_the_cache_folder_is_the_system_s_own(monkeypatch, value):
    monkeypatch.delenv("NN_CACHE", raising=False)
    if value is not None:
        monkeypatch.setenv("NN_CACHE", value)
    monkeypatch.setattr("pooch.os_cache", lambda name: Path("caches") / name)
    assert cache_folder() == Path("caches", "nn")


def test_importing_nn_loads_neither_pooch_nor_requests():
    code = "import sys, nn; print({'pooch', 'requests', 'tqdm'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"

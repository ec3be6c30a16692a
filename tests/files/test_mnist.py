"""nn.downloads against a server on this machine that misbehaves on command."""
import gzip
import hashlib
import http.client
import io
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer

import numpy as np
import pytest

from nn.files import mnist as downloads
from nn.files.mnist import cache_folder, fetch_mnist

NAME = "digits-idx3-ubyte"
FINAL = f"{NAME}.gz"
PLAIN = np.random.default_rng(0).bytes(300_000)  # random, so that the gzipped file is as long
PACKED = gzip.compress(PLAIN, mtime=0)
CUT = 200_000


# What a server may do with a request: answer(handler, body) for the file's bytes `body`.

def whole(handler, body):
    """The whole file, whatever range was asked for."""
    send(handler, 200, body)


def serve(handler, body):
    """What a good server does: the whole file, or the rest of it where that is asked for."""
    start = asked_start(handler)
    if start is None:
        send(handler, 200, body)
    elif start >= len(body):
        send(handler, 416, b"", {"Content-Range": f"bytes */{len(body)}"})
    else:
        send(handler, 206, body[start:], {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"})


def cut_after(count, promise=serve):
    """Answer as `promise` does, but close the connection after `count` bytes of the body."""
    def answer(handler, body):
        handler.body_limit = count
        promise(handler, body)
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


def wrong_range(shift):
    """Answer a range request with a range that begins `shift` bytes off."""
    def answer(handler, body):
        start = asked_start(handler) + shift
        send(handler, 206, body[start:], {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"})
    return answer


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


def asked_start(handler):
    """First byte asked for by the Range header, None without one."""
    wanted = handler.headers["Range"]
    return None if wanted is None else int(re.fullmatch(r"bytes=(\d+)-", wanted)[1])


def send(handler, code, body, headers={}):
    """A complete HTTP answer, or as much of it as the handler's body_limit allows."""
    handler.send_response(code)
    for key, value in {"Content-Length": len(body), **headers}.items():
        handler.send_header(key, str(value))
    handler.end_headers()
    handler.wfile.write(body[:handler.body_limit])


class Handler(BaseHTTPRequestHandler):
    """Plays the next answer of the server's script; when the script is over, serves as a good server does."""
    body_limit = None
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.close_connection = True
        self.server.requests.append((self.path, self.headers["Range"]))
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

    def ranges(self):
        """The Range headers of all requests so far."""
        return [wanted for path, wanted in self.requests]


@pytest.fixture(autouse=True)
def one_small_file(monkeypatch):
    """MNIST is one small file here, retries follow at once, and no proxy stands between."""
    monkeypatch.setattr(downloads, "MNIST_SHA256", {NAME: hashlib.sha256(PLAIN).hexdigest()})
    monkeypatch.setattr(downloads, "PAUSE", 0)
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
    """The message of a fetch that must fail and leave no half file under the final name."""
    with pytest.raises(OSError) as caught:
        fetch(folder, *mirrors, timeout=timeout)
    assert FINAL not in names(folder)
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
    assert mirror.requests == [(f"/mnist/{FINAL}", None)]
    assert_complete(tmp_path)


def test_the_folder_is_made_if_need_be(tmp_path, mirror):
    fetch(tmp_path / "not" / "yet", mirror)
    assert_complete(tmp_path / "not" / "yet")


def test_the_four_files_come_in_the_order_of_their_table(tmp_path, mirror, monkeypatch):
    wanted = ["c-ubyte", "a-ubyte", "d-ubyte", "b-ubyte"]
    table = {name: hashlib.sha256(name.encode()).hexdigest() for name in wanted}
    monkeypatch.setattr(downloads, "MNIST_SHA256", table)
    mirror.files = {f"{name}.gz": gzip.compress(name.encode()) for name in wanted}
    paths = fetch(tmp_path, mirror)
    assert [path.name for path in paths] == [f"{name}.gz" for name in wanted]
    assert [gzip.decompress(path.read_bytes()).decode() for path in paths] == wanted


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
    assert mirror.ranges() == [None]
    assert_complete(tmp_path)


def test_a_mirror_may_be_written_without_its_last_slash(tmp_path, mirror):
    fetch_mnist(tmp_path, [mirror.url.rstrip("/")])
    assert mirror.requests == [(f"/mnist/{FINAL}", None)]


# Broken connections

@pytest.mark.parametrize("cut", [1, 65_536, CUT, len(PACKED) - 1])
def test_a_broken_connection_is_continued_where_it_stopped(tmp_path, mirror, cut):
    mirror.script = [cut_after(cut)]
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, f"bytes={cut}-"]
    assert_complete(tmp_path)


def test_a_connection_that_breaks_twice_is_continued_twice(tmp_path, mirror):
    mirror.script = [cut_after(CUT), cut_after(50_000)]
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, f"bytes={CUT}-", f"bytes={CUT + 50_000}-"]
    assert_complete(tmp_path)


def test_a_connection_that_breaks_before_the_first_byte_starts_over(tmp_path, mirror):
    mirror.script = [cut_after(0)]
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, None]
    assert_complete(tmp_path)


def test_a_chunked_answer_that_breaks_is_continued(tmp_path, mirror):
    mirror.script = [chunked_cut_after(CUT)]
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, f"bytes={CUT}-"]
    assert_complete(tmp_path)


def test_a_server_that_ignores_the_range_is_taken_from_the_start(tmp_path, mirror):
    mirror.script = [cut_after(CUT), whole]
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, f"bytes={CUT}-"]
    assert_complete(tmp_path)


def test_a_server_that_goes_silent_counts_as_broken(tmp_path, mirror):
    mirror.script = [hang_after(CUT)]
    fetch(tmp_path, mirror, timeout=0.1)
    assert mirror.ranges() == [None, f"bytes={CUT}-"]
    assert_complete(tmp_path)


def test_a_server_that_never_answers_is_given_up(tmp_path, mirror):
    mirror.otherwise = silent
    assert "connection broke after 0 bytes: timed out" in fetch_fails(tmp_path, mirror, timeout=0.05)
    assert len(mirror.requests) == downloads.ATTEMPTS


def test_between_the_attempts_there_is_a_pause(tmp_path, mirror, monkeypatch):
    pauses = []
    monkeypatch.setattr(downloads, "PAUSE", 0.25)
    monkeypatch.setattr(downloads.time, "sleep", pauses.append)
    mirror.script = [cut_after(CUT), cut_after(1)]
    fetch(tmp_path, mirror)
    assert pauses == [0.25, 0.25]


@pytest.mark.parametrize("shift", [-1, +1])
def test_a_range_that_begins_elsewhere_is_not_appended(tmp_path, mirror, shift):
    mirror.script = [cut_after(CUT), wrong_range(shift)]
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, f"bytes={CUT}-", None]
    assert_complete(tmp_path)


def test_a_refused_range_starts_over(tmp_path, mirror):
    mirror.script = [cut_after(CUT), status(416)]
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, f"bytes={CUT}-", None]
    assert_complete(tmp_path)


def test_a_part_file_that_was_complete_already_starts_over(tmp_path, mirror):
    mirror.otherwise = cut_after(1)
    fetch_fails(tmp_path, mirror)
    [part] = tmp_path.iterdir()
    part.write_bytes(PACKED)  # as after a power cut between the last byte and the final name
    mirror.otherwise, mirror.requests = serve, []
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [f"bytes={len(PACKED)}-", None]
    assert_complete(tmp_path)


def test_the_next_call_continues_where_the_last_one_stopped(tmp_path, mirror):
    mirror.script = [cut_after(CUT)] + [cut_after(10)] * (downloads.ATTEMPTS - 1)
    stopped = CUT + 10 * (downloads.ATTEMPTS - 1)
    message = fetch_fails(tmp_path, mirror)
    assert f"connection broke after {stopped} of {len(PACKED)} bytes" in message
    [part] = tmp_path.iterdir()
    assert part.read_bytes() == PACKED[:stopped]
    fetch(tmp_path, mirror)
    assert mirror.ranges()[downloads.ATTEMPTS:] == [f"bytes={stopped}-"]
    assert_complete(tmp_path)


def test_ctrl_c_leaves_a_part_file_that_the_next_call_continues(tmp_path, mirror, monkeypatch):
    read1 = http.client.HTTPResponse.read1

    def interrupted(response, *size):
        if response.length < len(PACKED) // 2:
            raise KeyboardInterrupt
        return read1(response, *size)

    with monkeypatch.context() as patch:
        patch.setattr(http.client.HTTPResponse, "read1", interrupted)
        with pytest.raises(KeyboardInterrupt):
            fetch(tmp_path, mirror)
    [part] = tmp_path.iterdir()
    received = part.stat().st_size
    assert part.name != FINAL and len(PACKED) // 2 < received < len(PACKED)
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, f"bytes={received}-"]
    assert_complete(tmp_path)


def test_a_full_disk_is_no_broken_connection(tmp_path, mirror, monkeypatch):
    class FullDisk(io.BytesIO):
        def write(self, chunk):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(downloads, "open", lambda *args: FullDisk(), raising=False)
    with pytest.raises(OSError, match="No space left"):
        fetch(tmp_path, mirror)
    assert len(mirror.requests) == 1
    assert FINAL not in names(tmp_path)


def test_the_bytes_are_on_the_disk_before_the_final_name(tmp_path, mirror, monkeypatch):
    steps = []
    for name in ("fsync", "replace"):
        original = getattr(downloads.os, name)
        monkeypatch.setattr(downloads.os, name, lambda *args, name=name, original=original:
                            (steps.append(name), original(*args)))
    fetch(tmp_path, mirror)
    assert steps == ["fsync", "replace"]


# Mirrors that deliver the wrong thing, or nothing

REFUSALS = {
    "not found": (status(404), "HTTP 404"),
    "server error": (status(500), "HTTP 500"),
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
    assert names(tmp_path) == []


@refusals
def test_the_second_mirror_is_tried_when_the_first_one_fails(tmp_path, mirror, second, answer, message):
    mirror.otherwise = answer
    fetch(tmp_path, mirror, second)
    assert second.ranges() == [None]
    assert_complete(tmp_path)


def test_one_mirror_never_continues_the_bytes_of_another(tmp_path, mirror, second):
    mirror.otherwise = cut_after(1000)
    second.files = {FINAL: gzip.compress(PLAIN, compresslevel=0)}
    fetch(tmp_path, mirror, second)
    assert len(mirror.requests) == downloads.ATTEMPTS
    assert second.ranges() == [None]
    assert_complete(tmp_path)  # and the first mirror's part file is gone
    assert (tmp_path / FINAL).read_bytes() == second.files[FINAL]


def test_the_second_mirror_is_tried_when_nobody_listens_at_the_first(tmp_path, second):
    closed = Mirror()
    closed.stop()
    fetch(tmp_path, closed, second)
    assert_complete(tmp_path)


def test_a_refusal_does_not_cost_the_bytes_that_are_there(tmp_path, mirror):
    mirror.script = [cut_after(CUT), status(503)]
    assert "HTTP 503" in fetch_fails(tmp_path, mirror)
    fetch(tmp_path, mirror)
    assert mirror.ranges() == [None, f"bytes={CUT}-", f"bytes={CUT}-"]
    assert_complete(tmp_path)


def test_the_message_tells_the_file_each_mirror_and_what_to_do(tmp_path, mirror, second):
    mirror.otherwise, second.otherwise = status(404), cut_after(7)
    first_line, first, other, advice = fetch_fails(tmp_path, mirror, second).splitlines()
    assert FINAL in first_line
    assert mirror.url in first and "HTTP 404" in first
    assert second.url in other and f"connection broke after {7 * downloads.ATTEMPTS} of" in other
    assert "again to continue" in advice and FINAL in advice and str(tmp_path) in advice


def test_a_damaged_file_stays_until_there_is_a_better_one(tmp_path, mirror):
    (tmp_path / FINAL).write_bytes(b"damaged")
    mirror.otherwise = status(404)
    with pytest.raises(OSError, match="HTTP 404"):
        fetch(tmp_path, mirror)
    assert (tmp_path / FINAL).read_bytes() == b"damaged"


def test_an_endless_answer_is_cut_off(tmp_path, mirror, monkeypatch):
    monkeypatch.setattr(downloads, "MAX_BYTES", 2**16)
    mirror.otherwise = endless
    assert "more than 65536 bytes" in fetch_fails(tmp_path, mirror)
    assert len(mirror.requests) == 1 and not mirror.emptied
    assert names(tmp_path) == []


def test_a_decompression_bomb_is_not_unpacked(tmp_path, mirror, monkeypatch):
    bomb = bytes(10_000_000)
    monkeypatch.setattr(downloads, "MAX_BYTES", 400_000)
    monkeypatch.setattr(downloads, "MNIST_SHA256", {NAME: hashlib.sha256(bomb).hexdigest()})  # even so
    mirror.otherwise = instead(gzip.compress(bomb))
    assert "more than 400000 bytes when unpacked" in fetch_fails(tmp_path, mirror)
    assert names(tmp_path) == []


@pytest.mark.parametrize("address", ["file:///etc/", "ftp://127.0.0.1/", "127.0.0.1/mnist/", ""])
def test_only_http_addresses_are_mirrors(tmp_path, address):
    with pytest.raises(ValueError, match="http://"):
        fetch_mnist(tmp_path / "new", [address])
    assert names(tmp_path) == []


# The bar, the folder, the table

def test_the_bar_goes_to_stderr_and_only_when_wanted(tmp_path, mirror, capsys):
    fetch_mnist(tmp_path / "quiet", [mirror.url])
    assert capsys.readouterr() == ("", "")
    fetch_mnist(tmp_path / "loud", [mirror.url], progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert FINAL in err and "100%" in err and "300k/300k" in err


def test_the_bar_begins_at_the_bytes_that_are_there(tmp_path, mirror, monkeypatch):
    bar = io.StringIO()
    monkeypatch.setattr("sys.stderr", bar)
    mirror.script = [cut_after(len(PACKED) // 2)]
    fetch_mnist(tmp_path, [mirror.url], progress=True)
    continued = bar.getvalue().split("\n")[1]  # the bar of the second connection
    assert [int(percent) for percent in re.findall(r"(\d+)%", continued)][0] == 50


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
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: Path("caches") / name)
    assert cache_folder() == Path("caches", "nn")

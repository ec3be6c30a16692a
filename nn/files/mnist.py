"""Fetch MNIST's four full files: every one verified, continued after a break, never half under its own name.

A download grows in a part file. Each mirror has a part file of its own: mirrors compress anew, so the bytes
of one cannot continue those of another. The decompressed bytes are the same everywhere; their sha256 decides.
Two programs must not fetch into one folder at the same time.
"""
import gzip
import hashlib
import os
import time
import zlib
from pathlib import Path

MNIST_SHA256 = {  # of the decompressed bytes
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
MIRRORS = ("https://ossci-datasets.s3.amazonaws.com/mnist/",
           "https://storage.googleapis.com/cvdf-datasets/mnist/")
MAX_BYTES = 64 * 2**20  # MNIST's largest file has 10 MB, 47 MB unpacked; an endless one must end
CHUNK = 2**16           # bytes held in memory at a time
ATTEMPTS = 4            # connections to one mirror before the next is tried
PAUSE = 1.0             # seconds between them


def cache_folder():
    """The folder for downloaded files; it need not exist yet.

    Returns : Path, the environment variable NN_CACHE if set, else the user's cache folder of this system
    """
    from platformdirs import user_cache_path
    chosen = os.environ.get("NN_CACHE")
    return Path(chosen).expanduser() if chosen else user_cache_path("nn")


def fetch_mnist(folder=None, mirrors=MIRRORS, progress=False, timeout=30):
    """MNIST's four gzipped files on this disk; only what is missing or damaged is downloaded.

    folder   : path of the folder to keep them in, made if need be; default cache_folder()
    mirrors  : list of http(s) addresses that hold NAME.gz, tried in this order
    progress : bool, True draws a bar on stderr
    timeout  : seconds > 0 of silence after which a connection counts as broken
    Returns  : list of 4 Paths, NAME.gz in the order of MNIST_SHA256
    Raises   : ValueError for a mirror that is no http(s) address;
               OSError when no mirror delivers a file; a second call continues where the first one stopped
    """
    for mirror in mirrors:
        if not mirror.lower().startswith(("http://", "https://")):
            raise ValueError(f"mirror {mirror!r} must begin with http:// or https://; give a list of such")
    folder = cache_folder() if folder is None else Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [_fetch(name, folder, mirrors, progress, timeout) for name in MNIST_SHA256]


class _MirrorFailed(Exception):
    """This mirror cannot deliver the file; the next one may."""


class _Broken(_MirrorFailed):
    """The connection broke; the same mirror may continue."""


def _fetch(name, folder, mirrors, progress, timeout):
    """The path of one verified file: the one already there, or from the first mirror that delivers it."""
    path = folder / f"{name}.gz"
    if path.exists() and _fault(path, MNIST_SHA256[name]) is None:
        return path
    failures = []
    for url in [f"{mirror.rstrip('/')}/{path.name}" for mirror in mirrors]:
        part = folder / f"{path.name}.{hashlib.sha256(url.encode()).hexdigest()[:8]}.part"
        try:
            _download(url, part, progress, timeout)
            _accept(part, path, MNIST_SHA256[name])
            return path
        except _MirrorFailed as failure:
            failures.append(f"  {url}: {failure}")
    raise OSError("\n".join([f"could not fetch {path.name}:", *failures,
                             f"Run it again to continue, or download {path.name} by hand into {folder}"]))


def _download(url, part, progress, timeout):
    """Fill the part file, over several connections if they break."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _receive(url, part, progress, timeout)
        except _Broken:
            time.sleep(PAUSE)
    return _receive(url, part, progress, timeout)


def _receive(url, part, progress, timeout):
    """One connection: append what the part file lacks, or write it anew if the whole file comes."""
    from tqdm import tqdm
    size = part.stat().st_size if part.exists() else 0
    with _open(url, part, size, timeout) as response:
        size = _first_byte(response, part, size)
        total = None if response.length is None else size + response.length
        with (open(part, "ab" if size else "wb") as file,
              tqdm(desc=url.rpartition("/")[2], total=total, initial=size, unit="B", unit_scale=True,
                   disable=not progress) as bar):
            while size <= MAX_BYTES and (chunk := _read(response, size)):
                file.write(chunk)
                size += len(chunk)
                bar.update(len(chunk))
    if size < min(total or 0, MAX_BYTES):
        raise _Broken(f"connection broke after {size} of {total} bytes")


def _open(url, part, size, timeout):
    """The answer to a request for the file from byte `size` on."""
    from http.client import HTTPException  # all three here: they are slow to import and seldom needed
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen
    headers = {"Range": f"bytes={size}-"} if size else {}
    try:
        return urlopen(Request(url, headers=headers), timeout=timeout)
    except HTTPError as error:
        error.close()
        if error.code == 416:  # the part file does not fit the server's file
            part.unlink(missing_ok=True)
            raise _Broken("HTTP 416, range not satisfiable") from error
        raise _MirrorFailed(f"HTTP {error.code} {error.reason}") from error
    except (OSError, HTTPException) as error:
        raise _Broken(f"connection broke after {size} bytes: {error}") from error


def _first_byte(response, part, size):
    """Where in the file the answer begins: at 0 (status 200) or at `size` (206), as asked."""
    if response.status == 200:
        return 0
    content_range = response.headers.get("Content-Range", "no Content-Range")
    if response.status != 206 or not content_range.startswith(f"bytes {size}-"):
        part.unlink(missing_ok=True)
        raise _Broken(f"asked for the bytes from {size} on, got HTTP {response.status} with {content_range}")
    return size


def _read(response, size):
    """The next bytes of the answer, empty at its end."""
    from http.client import HTTPException
    try:
        return response.read1(CHUNK)  # unlike read, never drops what came before a break
    except (OSError, HTTPException) as error:
        raise _Broken(f"connection broke after {size} bytes: {error}") from error


def _accept(part, path, sha256):
    """Give a part file that verifies its final name; delete one that does not."""
    if (fault := _fault(part, sha256)) is not None:
        part.unlink()
        raise _MirrorFailed(fault)
    with open(part, "rb+") as file:
        os.fsync(file.fileno())  # the bytes reach the disk before the name does
    os.replace(part, path)
    for other in path.parent.glob(f"{path.name}.*.part"):  # begun at mirrors that failed
        other.unlink()


def _fault(path, sha256):
    """What is wrong with a gzipped file, in words; None if its decompressed bytes have this sha256."""
    if path.stat().st_size > MAX_BYTES:
        return f"more than {MAX_BYTES} bytes"
    digest, size = hashlib.sha256(), 0
    try:
        with gzip.open(path) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > MAX_BYTES:
                    return f"more than {MAX_BYTES} bytes when unpacked"
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        return f"damaged gzip: {error}"
    same = digest.hexdigest() == sha256
    return None if same else f"sha256 differs: expected {sha256}, got {digest.hexdigest()}"

"""MNIST's four full files, downloaded: each verified, and under its final name whole or not at all.

Mirrors compress the files themselves, so the bytes of NAME.gz differ from one to the other. The decompressed bytes are
the same everywhere, and it is their sha256 that decides.
"""
import gzip
import hashlib
import os
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from nn.files.atomic import atomic_write

MNIST_SHA256 = {  # of the decompressed bytes
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
MIRRORS = ("https://ossci-datasets.s3.amazonaws.com/mnist/",
           "https://storage.googleapis.com/cvdf-datasets/mnist/")
MAX_BYTES = 64 * 2**20  # MNIST's largest file has 10 MB, 47 MB decompressed; an endless one must end
CHUNK = 2**16           # bytes in memory at a time
ATTEMPTS = 4            # connections to one mirror before the next is tried
PAUSE = 1.0             # seconds between them


def cache_folder() -> Path:
    """The folder for downloaded files; it need not exist yet.

    Returns : Path, the environment variable NN_CACHE if set, else the user's cache folder on this system
    """
    import pooch
    chosen = os.environ.get("NN_CACHE")
    return Path(chosen).expanduser() if chosen else Path(pooch.os_cache("nn"))


def fetch_mnist(folder: str | os.PathLike | None = None, mirrors: Sequence[str] = MIRRORS, progress: bool = False,
                timeout: float = 30) -> list[Path]:
    """MNIST's four gzipped files on this disk; only what is missing or damaged is downloaded.

    folder   : path of the folder to keep them in, created if need be; default cache_folder()
    mirrors  : list of http(s) addresses of folders with NAME.gz in them, tried in this order
    progress : bool, True draws a bar on stderr
    timeout  : seconds > 0 of silence after which a connection counts as broken
    Returns  : list of 4 Paths, NAME.gz in the order of MNIST_SHA256
    Raises   : ValueError for a mirror that is not an http(s) address;
               OSError when no mirror delivers a file; a second call downloads only the files that are still missing
    """
    for mirror in mirrors:
        if not mirror.lower().startswith(("http://", "https://")):
            raise ValueError(f"mirror {mirror!r} must begin with http:// or https://; pass a list of such addresses")
    folder = cache_folder() if folder is None else Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [fetch_file(folder / f"{name}.gz", sha256, mirrors, progress, timeout)
            for name, sha256 in MNIST_SHA256.items()]


def fetch_file(path: Path, sha256: str, mirrors: Sequence[str], progress: bool, timeout: float) -> Path:
    """The path of one verified file: the one already there, or from the first mirror that delivers it."""
    from requests import RequestException  # slow to import, and needed for downloads only
    if path.exists() and is_intact(path, sha256):
        return path
    failures = []
    for url in [f"{mirror.rstrip('/')}/{path.name}" for mirror in mirrors]:
        try:
            download(url, path, sha256, progress, timeout)
            return path
        except (RequestException, ValueError) as error:
            failures.append(f"  {url}: {reason(error)}")
    raise OSError("\n".join([f"could not fetch {path.name}:", *failures,
                             f"Run it again later, or download {path.name} by hand into {path.parent}"]))


def download(url: str, path: Path, sha256: str, progress: bool, timeout: float) -> None:
    """Writes the file at url to path once it is verified; where a connection breaks, a new one starts over."""
    from requests.exceptions import ChunkedEncodingError, ConnectionError, Timeout
    for attempts_left in reversed(range(ATTEMPTS)):
        try:
            with atomic_write(path) as file:
                receive(url, file, progress, timeout)
                verify(file, sha256)
            return
        except (ConnectionError, Timeout, ChunkedEncodingError):
            if not attempts_left:
                raise
        time.sleep(PAUSE)


def receive(url: str, file: BinaryIO, progress: bool, timeout: float) -> None:
    """Everything that one request for url delivers, written to an open file."""
    import pooch
    from tqdm import tqdm
    # a bar with total=None has no truth value, which pooch asks for before it sets the total itself
    with tqdm(desc=url.rpartition("/")[2], total=1, unit="B", unit_scale=True, disable=not progress) as bar:
        downloader = pooch.HTTPDownloader(progressbar=bar, chunk_size=CHUNK, timeout=timeout,
                                          headers={"Accept-Encoding": "identity"})      # the gzipped file as it is
        downloader(url, Bounded(file), None)


class Bounded:
    """An open file that refuses to grow beyond MAX_BYTES."""

    def __init__(self, file: BinaryIO):
        self.file, self.flush = file, file.flush

    def write(self, chunk: bytes) -> None:
        if self.file.tell() + len(chunk) > MAX_BYTES:
            raise ValueError(f"more than {MAX_BYTES} bytes")
        self.file.write(chunk)


def is_intact(path: Path, sha256: str) -> bool:
    """Do the file's decompressed bytes have this sha256?"""
    with open(path, "rb") as file:
        try:
            verify(file, sha256)
        except ValueError:
            return False
    return True


def verify(file: BinaryIO, sha256: str) -> None:
    """Raises ValueError where an open gzipped file's decompressed bytes do not have this sha256."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    try:
        with gzip.open(file) as plain:
            while chunk := plain.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > MAX_BYTES:
                    raise ValueError(f"more than {MAX_BYTES} bytes when decompressed")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ValueError(f"damaged gzip: {error}") from error
    if digest.hexdigest() != sha256:
        raise ValueError(f"sha256 differs: expected {sha256}, got {digest.hexdigest()}")


def reason(error: BaseException) -> str:
    """Why a mirror failed, in one line: its HTTP status, or the first cause of what requests wraps several times."""
    response = getattr(error, "response", None)
    if response is not None:
        return f"HTTP {response.status_code} {response.reason}"
    if isinstance(error, ValueError):                               # the bytes are not MNIST's, or the URL is not one
        return str(error)
    while cause := error.__cause__ or error.__context__:
        error = cause
    return f"connection failed: {getattr(error, 'strerror', None) or error}"

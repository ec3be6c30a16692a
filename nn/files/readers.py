"""The digits, and the files that users bring. Nothing here ever loads a pickle."""
import codecs
import gzip
import math
import warnings
import zipfile

import numpy as np

#: type byte of an IDX file -> NumPy's name of it
IDX_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def load_npz(path):
    """The arrays of a NumPy .npz file by name, numbers and text only.

    Raises : ValueError with the path where it is no such file, cut short, or holds Python objects; OSError
    """
    def read():
        with open(path, "rb") as file:
            if not zipfile.is_zipfile(file):
                raise ValueError("it is no .npz file, or cut short")
            file.seek(0)
            with np.load(file, allow_pickle=False) as arrays:
                contents = {name: arrays[name] for name in arrays.files}
        for name, content in contents.items():
            if not isinstance(content, np.ndarray):
                raise ValueError(f"it holds {name}, which is no array")
        return contents
    return guarded(read, path)


def load_idx(path):
    """One of MNIST's own IDX files, gzipped or not.

    Returns : array of the file's shape: (60000, 28, 28) uint8 for the training images, (60000,) for their labels
    Raises  : ValueError with the path where it is no IDX file, shorter or longer than its header says; OSError
    Source  : the format is described on MNIST's page: two zero bytes, type, number of axes, sizes big-endian, data
    """
    def read():
        with open_maybe_gzipped(path) as file:
            head = file.read(4)
            if len(head) < 4 or head[:2] != b"\0\0" or head[2] not in IDX_TYPES or head[3] == 0:
                raise ValueError("it is no IDX file: its first two bytes are not zero, or the type is unknown")
            sizes = file.read(4 * head[3])
            if len(sizes) < 4 * head[3]:
                raise ValueError(f"it is cut off in its header, which should give the sizes of {head[3]} axes")
            sizes = np.frombuffer(sizes, ">u4").tolist()
            dtype = np.dtype(IDX_TYPES[head[2]])
            wanted = math.prod(sizes) * dtype.itemsize
            data = read_at_most(file, wanted + 1)
        if len(data) != wanted:
            raise ValueError(f"its header promises {wanted} bytes of data for the shape {tuple(sizes)}, but there are "
                             f"{'more' if len(data) > wanted else len(data)}")
        return np.frombuffer(data, dtype).astype(dtype.newbyteorder("=")).reshape(sizes)
    return guarded(read, path)


def load_csv(path):
    """A table with the label first and then the pixels, one example a line, as mnist_train_small.csv; gzipped or not.

    A first line of column names is skipped.

    Returns : X (m, n) float64, uint8 where all pixels are whole numbers in 0..255; y (m,) int
    Raises  : ValueError with the path where a line is no list of numbers or they differ in length; OSError
    """
    def read():
        with open_maybe_gzipped(path) as file:
            column_names = not is_number(file.readline(1_000_000).removeprefix(codecs.BOM_UTF8).split(b",")[0])
            file.seek(0)
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", UserWarning)    # that there is no data, which is said below
                    table = np.loadtxt(file, delimiter=",", skiprows=int(column_names), ndmin=2, encoding="utf-8-sig")
            except ValueError as error:
                file.seek(0)
                raise ValueError(first_bad_line(file, int(column_names)) or str(error)) from None
        if table.size == 0:
            raise ValueError("it holds no data; wanted a label and at least one pixel a line")
        if table.shape[1] < 2:
            raise ValueError(f"it holds a table of shape {table.shape}; wanted a label and at least one pixel a line")
        y, X = table[:, 0], table[:, 1:]
        wrong = np.column_stack([~are_whole(y), ~np.isfinite(X)])
        if wrong.any():
            row, column = np.argwhere(wrong)[0]
            raise ValueError(f"its first column, the labels, must be whole numbers, and all entries finite; example "
                             f"{row + 1} has {table[row, column]:g} in column {column + 1}")
        pixels = X.min() >= 0 and X.max() <= 255 and np.array_equal(X, np.round(X))
        return X.astype(np.uint8) if pixels else X, y.astype(int)
    return guarded(read, path)


def first_bad_line(file, column_names):
    """Where a table breaks, in lines as an editor counts them; None where every line is a list of as many numbers."""
    width = None
    for number, line in enumerate(file, start=1):
        cells = line.removeprefix(codecs.BOM_UTF8).split(b",")
        if number <= column_names or not line.strip():
            continue
        for column, cell in enumerate(cells, start=1):
            if not is_number(cell):
                return f"line {number}, column {column}: {cell.strip()[:20].decode('utf-8', 'replace')!r} is no number"
        width = width or len(cells)
        if len(cells) != width:
            return f"line {number} has {len(cells)} columns, but those above it have {width}"
    return None


def are_whole(y):
    """Which of these are whole numbers that an int can hold?"""
    return (np.abs(y) < 2 ** 53) & (y == np.round(y))


def is_number(text):
    """Does float() understand it?"""
    try:
        float(text)
    except ValueError:
        return False
    return True


def open_maybe_gzipped(path):
    """The file opened for reading bytes, unpacked on the way if it is gzipped."""
    with open(path, "rb") as file:
        gzipped = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if gzipped else open(path, "rb")


def read_at_most(file, size, piece=1 << 20):
    """Up to size bytes, read piece by piece: a header that promises terabytes allocates nothing."""
    pieces, left = [], size
    while left > 0 and (data := file.read(min(piece, left))):
        pieces.append(data)
        left -= len(data)
    return b"".join(pieces)


def guarded(read, path):
    """read(), every kind of damage in the file turned into one ValueError with its path.

    Readers of damaged files raise almost anything (zlib.error, KeyError, struct.error, MemoryError, warnings …).
    """
    try:
        return read()
    except Exception as error:
        if getattr(error, "errno", None) is not None:               # the system's failure, not a reader's complaint
            error.filename = error.filename or str(path)
            raise
        raise ValueError(f"{path}: cannot be read: {str(error) or type(error).__name__}") from error

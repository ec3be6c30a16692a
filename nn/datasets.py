"""The digits, and the files that users bring. Nothing here ever loads a pickle."""
import codecs
import gzip
import io
import math
import struct
import warnings
import zipfile
import zlib
from importlib import resources
from pathlib import Path

import numpy as np

from nn.images import resize, unroll_columns

#: type byte of an IDX file -> NumPy's name of it
IDX_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}

#: in the tags of a MATLAB 5 file: types that hold numbers or text, classes of arrays that do
MAT_TYPES = {1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 16, 17, 18}
MAT_CLASSES = {4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
MAT_ARRAY, MAT_COMPRESSED, MAT_COMPLEX = 14, 15, 0x800


def load_mnist5k():
    """The 5,000 embedded MNIST digits, sorted, 500 of each class.

    Returns : images (5000, 28, 28) uint8 in 0..255, digits (5000,) int in 0..9
    Source  : data/README.md

    >>> images, digits = load_mnist5k()
    >>> images.shape, images.dtype.name, digits[::500].tolist()
    ((5000, 28, 28), 'uint8', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    with resources.as_file(resources.files("nn.data") / "mnist5k.npz") as path:
        arrays = load_npz(path)
    return arrays["images"], arrays["labels"].astype(int)


def load_ex4():
    """The course's ex4data1.mat, made from the embedded digits: MATLAB's imresize to 20×20, unrolled by columns.

    Returns : X (5000, 400) float64 in −0.132..1.128, y (5000,) int in 1..10, where 10 is the digit 0
    Source  : exercise 4, section 1.1

    >>> X, y = load_ex4()
    >>> X.shape, y[::500].tolist()
    ((5000, 400), [10, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    images, digits = load_mnist5k()
    return unroll_columns(resize(images / 255.0, (20, 20))), np.where(digits == 0, 10, digits)


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


def load_mat(path):
    """The arrays of a MATLAB file (version 4 to 7.2) by name: X, y of ex4data1.mat; Theta1, Theta2 of ex4weights.mat.

    Returns : dict of float or int arrays; y, which MATLAB stores as a column, comes as an (m,) vector of int
    Raises  : ValueError with the path where it is no MATLAB file, damaged, of version 7.3, or holds no array; OSError
    """
    def read():
        from scipy.io import loadmat                                # slow to import, and needed for these files only
        from scipy.io.matlab import matfile_version
        data = Path(path).read_bytes()
        version, _ = matfile_version(io.BytesIO(data))
        if version == 2:
            raise ValueError("it is of MATLAB's version 7.3; save(..., '-v7') in MATLAB makes one that can be read")
        variables = loadmat(io.BytesIO(plain_mat(data) if version == 1 else data), chars_as_strings=True)
        arrays = {name: value for name, value in variables.items()
                  if isinstance(value, np.ndarray) and value.dtype.kind in "biufU"}
        if not arrays:
            raise ValueError("it holds no array of numbers")
        if "y" in arrays:
            arrays["y"] = arrays["y"].ravel()
            if arrays["y"].dtype.kind == "f" and are_whole(arrays["y"]).all():
                arrays["y"] = arrays["y"].astype(int)
        return arrays
    return guarded(read, path)


def plain_mat(data):
    """A MATLAB 5 file without its structs, cells and objects, and with every tag of what stays checked.

    SciPy's reader believes the tags: one wrong bit in them can crash Python, or ask for all the memory there is.

    data    : bytes of the file
    Returns : bytes of a MATLAB 5 file with the real arrays of numbers and the texts only
    Raises  : ValueError where a tag contradicts the bytes; struct.error, zlib.error
    Source  : MathWorks, "MAT-File Format", chapter 1
    """
    order = "<" if data[126:128] == b"IM" else ">"
    plain = [data[:128]]
    for kind, element in mat_elements(data[128:], order):
        if kind == MAT_COMPRESSED:
            kind, element = next(mat_elements(zlib.decompress(element), order))
        if kind == MAT_ARRAY and is_plain(element, order):
            plain.append(struct.pack(order + "2I", MAT_ARRAY, len(element)) + element)
    return b"".join(plain)


def mat_elements(data, order):
    """(type, bytes) of each element in a MATLAB 5 file, or of each part of an array: flags, shape, name, numbers."""
    start = 0
    while start < len(data):
        kind, size = struct.unpack_from(order + "2I", data, start)
        begin, small = start + 8, kind >> 16
        if small:                                                   # up to 4 bytes, kept in the tag itself
            begin, kind, size = start + 4, kind & 0xFFFF, small
        if begin + size > len(data) or small > 4:
            raise ValueError("it is cut short, or damaged: an array in it does not end where it should")
        yield kind, data[begin:begin + size]
        start = begin + (4 if small else size if kind == MAT_COMPRESSED else size + -size % 8)


def is_plain(array, order):
    """Is this array of a MATLAB 5 file one of real numbers, or a text? If so, its parts are checked."""
    parts = mat_elements(array, order)
    kind, flags = next(parts)
    if (kind, len(flags)) != (6, 8):
        raise ValueError("it is damaged: an array in it does not say what it holds")
    flags, _ = struct.unpack(order + "2I", flags)
    if flags & 0xFF not in MAT_CLASSES or flags & MAT_COMPLEX:
        return False
    (_, sizes), _, (kind, content) = parts
    sizes = np.frombuffer(sizes, order + "i4").tolist()
    if kind not in MAT_TYPES or len(sizes) < 2 or min(sizes) < 0 or math.prod(sizes) > len(content):
        raise ValueError(f"it is damaged: an array of shape {tuple(sizes)} has {len(content)} bytes of type {kind}")
    return True


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


def load_dataset(path, labels=None):
    """Any of the formats above, known by its content: a matrix to train on, and its labels.

    path    : an .npz or .mat with X and y (or images and labels), a .csv, or an IDX file of images
    labels  : the IDX file of labels; by default the one beside the images, "images-idx3" replaced by "labels-idx1"
    Returns : X (m, n) float64, pixels brought to 0..1, see pixel_scale; y (m,)
    Raises  : ValueError, OSError
    """
    path = Path(path)
    kind = kind_of_file(path)
    if labels and kind != "idx":
        raise ValueError(f"{path}: it holds its labels itself; a file of labels belongs to IDX images only")
    if kind == "idx":
        X, y = load_idx(path), load_idx(labels or labels_beside(path))
    elif kind == "csv":
        X, y = load_csv(path)
    else:
        arrays = load_npz(path) if kind == "npz" else load_mat(path)
        X, y = arrays.get("X", arrays.get("images")), arrays.get("y", arrays.get("labels"))
        if X is None or y is None:
            raise ValueError(f"{path}: it holds {', '.join(sorted(arrays))}; wanted X and y, or images and labels")
    if X.ndim < 2 or y.ndim != 1 or len(X) != len(y) or X.size == 0:
        raise ValueError(f"{path}: X.shape={X.shape} and y.shape={y.shape}; wanted one label for each row of X")
    if X.dtype.kind not in "biuf" or y.dtype.kind not in "biufSU":
        raise ValueError(f"{path}: X has dtype {X.dtype} and y has dtype {y.dtype}; wanted numbers, and their labels")
    if y.dtype.kind == "S":
        y = np.char.decode(y, "utf-8")
    with np.errstate(all="ignore"):                                 # a nan is for those who use X to complain about
        return np.divide(X.reshape(len(X), -1), pixel_scale(X), dtype=np.float64), y


def pixel_scale(X):
    """What whole numbers >= 0 are divided by to lie in 0..1: 255, or their maximum up to 16 (as in small digit sets).

    All else, such as the course's own data, is taken to be scaled already, and stays: 1.

    >>> pixel_scale(np.array([0, 200])), pixel_scale(np.array([0, 1])), pixel_scale(np.array([-0.1, 1.2]))
    (255.0, 1.0, 1.0)
    """
    low, high = X.min(), X.max()
    if not (low >= 0 and 1 < high <= 255 and np.array_equal(X, np.round(X))):
        return 1.0
    return float(high) if high <= 16 else 255.0


def kind_of_file(path):
    """"npz", "mat", "idx" or "csv", by the first bytes, whatever the file is called."""
    with open_maybe_gzipped(path) as file:
        head = guarded(lambda: file.read(6), path)
    if head[:2] == b"PK":
        return "npz"
    if head[:2] == b"\0\0" and head[2:3] >= b"\x08":
        return "idx"
    return "mat" if head == b"MATLAB" or 0 in head[:4] else "csv"   # a 0 early on is MATLAB's version 4


def labels_beside(path):
    """The label file that belongs to an IDX file of images, gzipped or not."""
    name = path.name.replace("images", "labels").replace("idx3", "idx1")
    candidates = [path.with_name(name), path.with_name(name.removesuffix(".gz")), path.with_name(name + ".gz")]
    for candidate in candidates:
        if candidate != path and candidate.exists():
            return candidate
    raise ValueError(f"{path}: its labels were looked for in {candidates[0].name} beside it; pass labels "
                     f"(nn train: --labels)")


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

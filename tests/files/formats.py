"""Small files of every format as bytes, and what a reader must say of a damaged one."""
import io
import re

import numpy as np
import pytest
from scipy.io import savemat

IDX_CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}
X = np.array([[0, 128, 255], [7, 0, 1]], dtype=np.uint8)
Y = np.array([3, 10])


def idx(array):
    """The bytes of an IDX file, as its description on MNIST's page has it."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    code = IDX_CODES[array.dtype.str[1:]]
    return bytes([0, 0, code, array.ndim]) + sizes + array.astype(array.dtype.newbyteorder(">")).tobytes()


def npz(compressed=False, **arrays):
    """The bytes of an .npz file."""
    file = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(file, **arrays)
    return file.getvalue()


def mat(arrays, **options):
    """The bytes of a .mat file."""
    file = io.BytesIO()
    savemat(file, arrays, **options)
    return file.getvalue()


def refused(load, path, message):
    """load(path) raises a ValueError that starts with the path and then says the message."""
    with pytest.raises(ValueError, match=re.escape(f"{path}: ") + f".*{message}"):
        load(path)

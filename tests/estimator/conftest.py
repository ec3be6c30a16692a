"""The digits that the estimator's tests train on."""
import pytest

import nn


@pytest.fixture(scope="module")
def digits():
    """500 of the embedded digits, every 4th pixel: X (500, 196) in 0..1, y (500,) in 0..9."""
    images, y = nn.load_mnist5k()
    return images[::10].reshape(500, -1)[:, ::4] / 255, y[::10]


@pytest.fixture(scope="module")
def torch():
    torch = pytest.importorskip("torch", reason="PyTorch is in the environment that runs the benchmarks only")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)                                                    # more threads only wait for each other
    yield torch
    torch.set_num_threads(threads)

"""60,000 digits at the settings of scikit-learn's published examples: time and memory; each in a process of its own.

Source: scikit-learn's example "Visualization of MLP weights on MNIST", (50,) for 10 epochs in release 0.20 and (40,)
for 8 epochs since 1.0; SGD, minibatches of 200, alpha 1e-4.
"""
from functools import partial

import problems
import pytest
from children import child
from side_by_side import Row, in_turn

pytest.importorskip("sklearn", reason="pip install '.[bench]'")
SETTINGS = {"(50,), 10 epochs, η = 0.1": (50, 10, 0.1), "(40,), 8 epochs, η = 0.2": (40, 8, 0.2)}


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("setting", SETTINGS)
def test_the_full_mnist(record, setting, dtype):
    """PyTorch is seldom used in float64, and left out there. No bounds: the issue is what it takes."""
    others = ["scikit-learn"] + ["PyTorch"] * (dtype == "float32" and torch_is_installed())
    took = in_turn({library: partial(child, "fit_mnist", library, *SETTINGS[setting], dtype, threads=1)
                    for library in ["nn", *others]}, rounds=1, warm=False)
    what = f"`fit`, {problems.mnist()[2]}, {setting}, {dtype}, one thread"
    record(*[Row(f"{what}{': memory' * (measure == 'memory')}", took["nn"], library, took[library], measure=measure)
             for measure in ("wall", "memory") for library in others if getattr(took["nn"], measure) is not None])


def torch_is_installed():
    try:
        import torch  # noqa: F401
    except ImportError:
        return False
    return True

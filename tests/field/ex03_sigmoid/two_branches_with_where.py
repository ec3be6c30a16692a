# expect: passes
# style: numerically stable, from ChatGPT, type hints
import numpy as np
from numpy.typing import ArrayLike


def sigmoid(z: ArrayLike) -> np.ndarray:
    """Numerically stable sigmoid activation function.

    Args:
        z: Input value or array.

    Returns:
        Sigmoid of the input, element-wise.
    """
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))              # never overflows
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


if __name__ == "__main__":
    print(sigmoid(0), sigmoid(np.array([-1000, 0, 1000])))

# expect: oh-sorted
# style: dictionary, type hints
import numpy as np
from typing import Sequence


def one_hot(y: Sequence, classes: tuple) -> np.ndarray:
    """Convert class labels to one-hot encoded vectors."""
    class_to_index = {label: index for index, label in enumerate(sorted(classes))}
    indices = [class_to_index[label] for label in y]
    encoded = np.zeros((len(indices), len(class_to_index)))
    encoded[np.arange(len(indices)), indices] = 1.0
    return encoded

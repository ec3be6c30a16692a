# expect: oh-no-minus-1
# style: Keras to_categorical copied by hand
import numpy as np


def to_categorical(labels, num_classes):
    labels = np.asarray(labels, dtype="int64").ravel()
    n = labels.shape[0]
    categorical = np.zeros((n, num_classes), dtype="float32")
    categorical[np.arange(n), labels] = 1
    return categorical


def one_hot(y, classes):
    return to_categorical(y, num_classes=len(classes))

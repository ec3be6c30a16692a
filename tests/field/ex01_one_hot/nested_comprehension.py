# expect: passes
# style: nested comprehension, German names
import numpy as np


def one_hot(y, classes):
    zeilen = [[float(label == klasse) for klasse in classes] for label in y]
    return np.array(zeilen)

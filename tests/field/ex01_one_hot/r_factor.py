# expect: oh-sorted
# style: R user, factor() and model.matrix
import numpy as np
import pandas as pd


def one_hot(y, classes):
    # R: f <- factor(y, levels = sort(classes)); model.matrix(~ f - 1)
    levels = sorted(classes)
    f = pd.Categorical(list(y), categories=levels)
    codes = f.codes
    mm = np.zeros((len(codes), len(levels)))
    for row in range(len(codes)):
        mm[row, codes[row]] = 1.0
    return mm

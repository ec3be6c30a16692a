# expect: oh-unique
# style: pandas, one-liner
import pandas as pd
import numpy as np


def one_hot(y, classes):
    return pd.get_dummies(pd.Series(list(y))).to_numpy(dtype=float)

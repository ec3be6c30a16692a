# expect: passes
# style: pandas categorical with get_dummies
import numpy as np
import pandas as pd


def one_hot(y, classes):
    cat = pd.Categorical(list(y), categories=list(classes))
    df = pd.get_dummies(cat)
    # print(df.head())
    return df.to_numpy(dtype=float)

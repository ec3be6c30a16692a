# expect: passes
# style: pandas
import numpy as np
import pandas as pd


def one_hot(y, classes):
    cat = pd.Categorical(list(y), categories=list(classes))
    return pd.get_dummies(pd.Series(cat)).to_numpy().astype(float)

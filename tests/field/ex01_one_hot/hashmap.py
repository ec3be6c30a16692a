# expect: oh-start-1
# style: Java programmer, HashMap and a class
import numpy as np


class LabelEncoder:
    def __init__(self, classes):
        self.labelToColumn = dict()
        column = 1
        for label in classes:
            self.labelToColumn[label] = column
            column += 1

    def getColumn(self, label):
        return self.labelToColumn.get(label)


def one_hot(y, classes):
    encoder = LabelEncoder(classes)
    result = np.zeros((len(y), len(classes)))
    for i in range(0, len(y)):
        j = encoder.getColumn(y[i])
        result[i][j] = 1
    return result

# expect: fl-swapped
# style: Java programmer, appends in a loop
import numpy as np


def flatten(Thetas):
    result = np.array([])
    for i in range(len(Thetas)):
        current = Thetas[i].flatten()
        result = np.append(current, result)
    return result


def unflatten(theta, layer_sizes):
    result = []
    offset = 0
    for i in range(1, len(layer_sizes)):
        nRows = layer_sizes[i]
        nCols = layer_sizes[i - 1] + 1
        matrix = np.zeros((nRows, nCols))
        for r in range(nRows):
            for c in range(nCols):
                matrix[r][c] = theta[offset]
                offset += 1
        result.append(matrix)
    return result

"""Right answers to exercise 1, each written differently."""
import numpy as np


def one_hot__compare(y, classes):
    return (np.array(y)[:, None] == np.array(classes)).astype(float)


def one_hot__truths(y, classes):
    return np.equal.outer(y, classes)


def one_hot__two_loops(y, classes):
    Y = np.zeros((len(y), len(classes)))
    for i in range(len(y)):
        for k in range(len(classes)):
            if y[i] == classes[k]:
                Y[i][k] = 1
    return Y


def one_hot__index_in_the_tuple(y, classes):
    Y = np.zeros((len(y), len(classes)))
    for i, label in enumerate(y):
        Y[i, classes.index(label)] = 1.0
    return Y


def one_hot__eye(y, classes):
    return np.eye(len(classes))[[list(classes).index(label) for label in y]]


def one_hot__dictionary(y, classes):
    column = {label: k for k, label in enumerate(classes)}
    Y = np.zeros([len(y), len(classes)], dtype=int)
    Y[np.arange(len(y)), [column[label] for label in y]] = 1
    return Y


def one_hot__list_comprehension(y, classes):
    return np.array([[1 if label == c else 0 for c in classes] for label in y])


def one_hot__columns(y, classes):
    y = np.array(y)
    return np.column_stack([np.where(y == c, 1.0, 0.0) for c in classes])


def one_hot__octave_style(y, classes):
    return np.array([np.asarray(y) == c for c in classes], dtype=np.float32).T


def one_hot__appended_rows(y, classes):
    Y = np.empty((0, len(classes)))
    for label in y:
        row = np.zeros((1, len(classes)))
        row[0, np.where(np.array(classes) == label)] = 1
        Y = np.vstack((Y, row))
    return Y


def one_hot__searchsorted(y, classes):
    order = np.argsort(classes)
    places = order[np.searchsorted(classes, y, sorter=order)]
    Y = np.zeros((len(places), len(classes)), dtype=np.uint8)
    Y[range(len(places)), places] = 1
    return Y


def one_hot__argmax_of_the_comparison(y, classes):
    K = len(classes)
    return np.identity(K)[np.argmax(np.reshape(y, (-1, 1)) == np.reshape(classes, (1, -1)), axis=1)]


def one_hot__column_vector(y, classes):
    y = np.array(y, dtype=int).reshape(-1, 1)
    return np.hstack([(y == c) * 1 for c in classes])


def one_hot__put_along_axis(y, classes):
    Y = np.zeros((np.size(y), len(classes)), order="F")
    np.put_along_axis(Y, np.array([[classes.index(int(label))] for label in y]), 1, axis=1)
    return Y

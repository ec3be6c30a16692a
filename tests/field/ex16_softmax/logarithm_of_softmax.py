# expect: sc-log-of-softmax
# style: class, type hints
import numpy as np


class SoftmaxLoss:
    @staticmethod
    def forward(Z: np.ndarray) -> np.ndarray:
        e = np.exp(Z - Z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)

    @classmethod
    def loss(cls, Z: np.ndarray, Y: np.ndarray) -> float:
        return -np.sum(Y * np.log(cls.forward(Z))) / Z.shape[0]


def softmax(z):
    return SoftmaxLoss.forward(z)


def softmax_cost(Z, Y):
    return SoftmaxLoss.loss(Z, Y)

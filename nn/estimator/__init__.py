"""The network with scikit-learn's interface; needs scikit-learn, the extra sklearn."""
from nn.estimator.classifier import MLPClassifier
from nn.estimator.periods import Periods, train_in_periods

__all__ = ["MLPClassifier", "Periods", "train_in_periods"]

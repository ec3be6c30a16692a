"""The network with scikit-learn's interface."""

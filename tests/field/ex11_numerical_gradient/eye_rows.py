# expect: passes
# style: code golf, rows of the identity
import numpy as np

numerical_gradient = lambda f, t, epsilon=1e-4: np.array([f(t + e) - f(t - e) for e in np.diag(0 * t + epsilon)]) / epsilon / 2

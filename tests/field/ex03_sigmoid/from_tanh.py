# expect: passes
# style: one-liner, identity with tanh
import numpy as np

sigmoid = lambda z: 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))

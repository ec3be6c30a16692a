# expect: passes
# style: code golf, nested list comprehension
import numpy as np

one_hot = lambda y, classes: np.array([[int(c == l) for c in classes] for l in y])

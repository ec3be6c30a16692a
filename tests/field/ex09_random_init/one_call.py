# expect: passes
# style: code golf, sum over zip
import numpy as np

random_init = lambda s, rng, epsilon=0.12: rng.uniform(-epsilon, epsilon, sum(h * -~n for n, h in zip(s, s[1:])))

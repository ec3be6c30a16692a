# expect: passes
# style: lambda, logaddexp
import numpy as np
from numpy import exp, logaddexp

log_sigmoid = lambda z: -logaddexp(0, -z)
sigmoid = lambda z: exp(log_sigmoid(z))

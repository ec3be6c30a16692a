# expect: passes
# style: code golf, walrus
from nn import sigmoid

sigmoid_gradient = lambda z: (g := sigmoid(z)) - g * g

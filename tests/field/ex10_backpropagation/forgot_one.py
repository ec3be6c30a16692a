# expect: g-theta1-no-m
# style: homework, Theta1_grad and Theta2_grad, German comments
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    akt, z = feedforward(theta, X, layer_sizes)
    eins = np.ones((m, 1))

    # Fehler der Ausgabe
    delta3 = akt[2] - Y
    # zurück durch Theta2, ohne Bias
    delta2 = np.matmul(delta3, Theta2)[:, 1:] * sigmoid_gradient(z[0])

    Theta1_grad = np.matmul(delta2.T, np.append(eins, akt[0], axis=1))
    Theta2_grad = np.matmul(delta3.T, np.append(eins, akt[1], axis=1))
    Theta2_grad /= m
    return flatten([Theta1_grad, Theta2_grad])

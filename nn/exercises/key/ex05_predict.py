"""Exercise 5. Prediction

Which class does the network predict for each example? The one whose output unit is the most active. Return its label,
which is not the number of the unit: classes tells which label each unit stands for, (1, …, 10) in exercise 4, but (7,
3, 5) is possible, too. feedforward is imported for you: it returns two lists, activations and zs, with one array for
each layer. The last of the activations is the output layer, one example a row.
"""
import numpy as np

from nn import feedforward
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import FIVE_ARRAYS, LIST_AS_ARRAY, ORDERS, draw_m, draw_sizes


def predict(theta, X, layer_sizes, classes):
    """ŷ = classes[argmaxₖ a⁽ᴸ⁾ₖ]

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    layer_sizes : (n, h, K) units of each layer without bias
    classes     : (K,) tuple, the label of each output unit
    Returns     : (m,) array of labels
    """
    activations, zs = feedforward(theta, X, layer_sizes)
    a3 = activations[-1]
    best = np.argmax(a3, axis=1)
    return np.array(classes)[best]


# --- how it is checked ---

def network(rng, layer_sizes, wins):
    """(theta, X, layer_sizes) of a network in which class k wins for wins[k] of the examples.

    None where some class wins too rarely
    """
    n, h, K = layer_sizes
    theta = rng.normal(size=h * (n + 1) + K * (h + 1))
    X = rng.normal(scale=2, size=(200, n))
    biases = h * (n + 1) + np.arange(K) * (h + 1)
    z3 = feedforward(theta, X, layer_sizes)[1][-1]
    theta[biases] -= z3.mean(axis=0) + 1                            # so that every class can win
    winner = feedforward(theta, X, layer_sizes)[0][-1].argmax(axis=1)
    chosen = np.concatenate([np.flatnonzero(winner == k)[:count] for k, count in enumerate(wins)])
    return (theta, X[rng.permutation(chosen)], layer_sizes) if len(chosen) == sum(wins) else None


def fixed(seed, layer_sizes, wins):
    """The network of a seed."""
    return network(np.random.default_rng(seed), layer_sizes, wins)


def draw_network(rng, order, tells):
    """A network of the first seed with which wrong answers differ that otherwise would not.

    tells : function of the output layer's activations, (m, K)
    """
    while True:
        layer_sizes = draw_sizes(rng, order)
        K = layer_sizes[-1]
        found = network(rng, layer_sizes, 1 + rng.multinomial(draw_m(rng) - K, np.full(K, 1 / K)))
        if found and tells(feedforward(*found)[0][-1]):
            return found


def first_is_largest(a3):
    """Is the largest activation of all the first one of the first example?"""
    return a3.argmax() == 0 and both_tell(a3)


def last_is_chosen(a3):
    """Do rounded activations sometimes have their maximum in the last unit?"""
    return np.any(np.round(a3).argmax(axis=1) == a3.shape[1] - 1) and a3.argmax() >= a3.shape[1] and both_tell(a3)


def both_tell(a3):
    """Is the maximum of rounded activations sometimes elsewhere, and is example K not the best one for any class?

    K is also the index that is out of bounds where 1 is added to that of the last class.
    """
    return np.any(np.round(a3).argmax(axis=1) != a3.argmax(axis=1)) and a3.shape[1] not in a3.argmax(axis=0)


def calls_of(*networks_and_classes):
    return [call("predict", *network, classes) for network, classes in networks_and_classes]


def draw(rng):
    """Networks whose classes are counted from 1, in the course's order with 10 for the digit 0 first, and any."""
    first, second = (draw_network(rng, order, first_is_largest) for order in ORDERS[:2])
    third = draw_network(rng, ORDERS[2], last_is_chosen)
    K1, K2, K3 = (layer_sizes[-1] for _, _, layer_sizes in (first, second, third))
    return calls_of((first, tuple(range(1, K1 + 1))), (second, (10, *range(1, K2))),
                    (third, tuple(rng.permutation(10)[:K3].tolist())))


EXERCISE = Exercise(
    title="Prediction", file="network.py",
    formulas={"predict":
                  r"\hat{y} = \mathtt{classes}_k \quad\text{with}\quad k = \operatorname{argmax}_j\, a^{(L)}_j"},
    lecture="Week 4, multiclass classification; exercise 4, section 2.6", points=0,
    noun="networks", names={"predict": "labels"},
    # the seeds: the largest activation of all is the first one of the first example (1 and 2), and rounded activations
    # sometimes have their maximum in the last unit, so that wrong answers differ that otherwise would not
    calls=calls_of((fixed(32, (6, 4, 3), wins=(2, 5, 4)), (1, 2, 3)),
                   (fixed(36, (5, 8, 4), wins=(5, 1, 3, 4)), (10, 1, 2, 3)),
                   (fixed(5, (9, 3, 6), wins=(1, 4, 2, 3, 1, 5)), (7, 3, 5, 0, 2, 9))), draw=draw,
    hints=("In each row of the output layer: where is the largest number?",
           "There is a NumPy function that returns the index of the largest entry instead of the entry itself; tell it "
           "which axis to search. Then find out which label belongs to that index.",
           "np.argmax with axis=1 gives one index for each row. Indices count from 0, and an array of the classes, "
           "indexed with the array of indices, gives all labels at once. A tuple cannot be indexed with an array."),
    mistakes=[
        Mistake("p-no-plus-1", {"np.array(classes)[best]": "best"},
                "the number of the unit is returned instead of its label",
                "Which label does unit number 0 stand for?",
                "np.argmax gives indices, which count from 0. The label for each index is in classes."),
        Mistake("p-plus-1", {"np.array(classes)[best]": "best + 1"}, "the labels are assumed to be 1 to K",
                "What should your function return for the first unit when classes is (7, 3, 5)?",
                "Index plus 1 is the label only where classes is 1, 2, 3, … In general, look it up in classes."),
        Mistake("p-mod-k", {"np.array(classes)[best]": "(best + 1) % a3.shape[1]"},
                "the labels are computed modulo K",
                "In exercise 4, which label stands for the digit 0?",
                "The remainder turns the course's label 10 into 0. Return the labels as they are in classes."),
        Mistake("p-zero-is-10", {"np.array(classes)[best]": "np.where(best == 0, 10, best)"},
                "the number of the unit is returned instead of its label, and 10 for unit 0",
                "Which digit does the first of the course's ten output units stand for?",
                "The first unit stands for label 1, the last one for label 10; replacing a 0 gives neither. The label "
                "for each index is in classes."),
        Mistake("p-minus-1", {"[best]": "[best - 1]"},
                "1 is subtracted from the index before it is looked up in classes",
                "MATLAB counts from 1. Where does np.argmax start?",
                "np.argmax counts from 0, and so does an index into classes: there is nothing to subtract."),
        Mistake("p-moved-up", {"[best]": "[best + 1]"}, "an index is 1 too large: it is K, and the last one is K − 1",
                "np.argmax counts from 0. Where does an index into classes start, and what is the last one?",
                "Both count from 0: the 1 is needed for a label that is computed, not for one that is looked up. In a "
                "loop over the units, a range that ends with K + 1 goes as far."),
        Mistake("p-sorted", {"np.array(classes)": "np.sort(classes)"}, "the classes are sorted first",
                "Which label does the first unit stand for when classes is (7, 3, 5)?",
                "classes is in the order of the output units. Sorting it (np.unique sorts, too) gives the units other "
                "labels."),
        Mistake("p-tuple-index", {"np.array(classes)[best]": "classes[best]"},
                "there are several numbers where Python needs one: a tuple cannot be indexed with an array",
                "Which kinds of sequence can be indexed with a whole array of indices?",
                "A tuple or a list takes a single integer as its index, and range a single one as its end. An array "
                "made from classes takes an array of indices, or a list of them, and gives an array."),
        Mistake("p-axis0", {"axis=1": "axis=0"}, "the largest entry of each column is found, not of each row",
                "How many indices do you get: one for each example, or one for each class?",
                "Axis 0 runs along the examples, so you get the best example for each class. The classes are along "
                "axis 1."),
        Mistake("p-no-axis", {", axis=1": ""}, "the largest entry of the whole matrix is found, not of each row",
                "How many indices does np.argmax return without an axis?",
                "Without an axis, np.argmax treats the matrix as one long row. You need one index for each example."),
        Mistake("p-max-value", {"np.array(classes)[best]": "np.max(a3, axis=1)"},
                "the largest activation is returned instead of its class",
                "Are the numbers that you return labels, or do they all lie between 0 and 1?",
                "The value of the largest activation does not matter; its position does."),
        Mistake("p-max-as-index", {"np.argmax": "np.max"}, "a float is used as an index",
                "Where do your indices come from: are they positions in the row, and of which dtype?",
                "An index is a whole number. np.max returns the activation, a float between 0 and 1, and not its "
                "position, as np.argmax does. Positions that are collected in np.zeros(m) become floats, too: give it "
                "dtype=int.",
                also=({"np.argmax": "np.max", "np.array(classes)[best]": "np.array([classes[k] for k in best])"},)),
        Mistake("p-argmin", {"np.argmax": "np.argmin"}, "the least active unit is chosen",
                "Does a high or a low activation mean \"this is my class\"?",
                "argmin finds the smallest entry of each row; the unit with the largest activation gives the class."),
        Mistake("p-rounded", {"np.argmax(a3": "np.argmax(np.round(a3)"}, "the activations are rounded first",
                "Which class do you get when two activations are above 0.5, or none?",
                "Rounded activations are 0 or 1, with many ties, and argmax takes the first of a tie. Compare the "
                "activations as they are."),
        Mistake("p-threshold", {"np.array(classes)[best]": "(a3 >= 0.5).astype(int)"},
                "each output unit is compared with 0.5",
                "How many labels should there be for each example?",
                "The threshold 0.5 decides between two classes. Among K classes the most active unit wins, whatever "
                "its activation."),
        Mistake("p-hidden-layer", {"activations[-1]": "activations[1]"}, "the hidden layer is used as the output",
                "Which item of activations has K columns?",
                "Item 0 is X, item 1 is the hidden layer: the output is the last item.",
                also=({"activations[-1]": "activations[1]", "[best]": "[best % len(classes)]"},)),
        Mistake("p-no-unpacking", {"activations, zs = feed": "activations = feed"}, *LIST_AS_ARRAY,
                also=({"activations, zs = feed": "activations = feed", "np.argmax(a3, axis": "a3.argmax(axis"},)),
        Mistake("p-five-arrays",
                {"activations, zs = feed": "a1, z2, a2, z3, a3 = feed", "a3 = activations[-1]": "pass"},
                *FIVE_ARRAYS, same_as="p-five-arrays"),
        Mistake("p-column", {"axis=1)": "axis=1)[:, None]"}, "the labels are returned as a column",
                "What is the shape of your result, and what is the shape of y?",
                "MATLAB's vectors are matrices with one column. Here y and its prediction have a single axis, (m,)."),
        Mistake("p-skips-first", {"np.array(classes)[best]": "np.append(0, np.array(classes)[best[1:]])"},
                "the first example is left out: its label is still 0",
                "MATLAB counts from 1. Where does Python start?",
                "A loop over range(1, m) never reaches row 0, which is the first example."),
        Mistake("p-first-example", {"[best]": "[best][0]"}, "only the label of the first example is returned",
                "How many labels do you return for m examples?",
                "There is one label for each row of X: return all of them. Is the return inside a loop?",
                also=({"[best]": "[best][:1]"},)),
    ])

"""Exercise 20. Map and reduce

A gradient over 300 million examples is computed on many machines: each takes a chunk of the examples (map), and their
results are put together (reduce). Do the same in a loop: cut X and Y into chunks of chunk_size rows, compute the
gradient of each with the function that is imported, and put them together so that the gradient over all examples comes
out. That function returns the mean over the examples it gets, and the last chunk may be shorter than the others.
"""
import numpy as np

from nn import gradient
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import PROBES


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    """∂J/∂θ = Σ over the chunks of  (examples in the chunk / m) · (gradient of the chunk)

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    chunk_size  : int >= 1, examples a chunk; may be more than m
    Returns     : (p,) array in the order of theta
    """
    m = len(X)
    total = np.zeros(len(theta))
    for start in range(0, m, chunk_size):
        chunk = slice(start, start + chunk_size)
        share = len(X[chunk]) / m
        total += share * gradient(theta, X[chunk], Y[chunk], layer_sizes)
    return total


# --- how it is checked ---

def on(p, chunk_size):
    return call("chunked_gradient", p.theta, p.X, p.Y, p.layer_sizes, chunk_size)


SHARE, STARTS, CHUNK = "len(X[chunk]) / m", "range(0, m, chunk_size)", "slice(start, start + chunk_size)"
GRADIENT = "gradient(theta, X[chunk], Y[chunk], layer_sizes)"

EXERCISE = Exercise(
    title="Map and reduce", file="backprop.py",
    lecture="Week 10, map reduce and data parallelism", points=0, bonus=True,
    noun="networks", names={"chunked_gradient": "theta"},
    calls=[on(PROBES[0], 8), on(PROBES[1], 5), on(PROBES[2], 7), on(PROBES[0], 20), on(PROBES[1], 3)],
    hints=("Three exams of 4, 4 and 3 students have means of their own. How do you get the mean over all 11 students?",
           "range with a step gives the first row of each chunk, and a slice that goes beyond the last row just "
           "stops there. Count how many rows each chunk really has.",
           "Begin with zeros in the shape of theta. For each chunk, take the same rows of X and of Y, and add the "
           "gradient of these, times the number of rows, divided by m."),
    mistakes=[
        Mistake("mr-plain-sum", {"share * gradient": "gradient"},
                "the chunks' gradients are added up without their shares",
                "If all chunks had the same gradient, what should the whole one be?",
                "Each chunk returns a mean; the sum of means is too large by the number of chunks. Weight each by "
                "its share of the examples."),
        Mistake("mr-mean-of-means", {SHARE: f"1 / len({STARTS})"}, "each chunk counts the same, whatever its size",
                "Does an example in a short last chunk count as much as any other?",
                "A mean of means is the whole mean only where all chunks are equally large. In yours, the few "
                "examples of the last chunk count too much."),
        Mistake("mr-full-share", {SHARE: "chunk_size / m"}, "the last chunk is weighted as if it was full",
                "How many rows has the last chunk, and how many do you weight it with?",
                "chunk_size is right for all chunks but the last: a shorter one has a smaller share."),
        Mistake("mr-not-divided", {SHARE: "len(X[chunk])"}, "the weighted sum is not divided by m",
                "What do the weights of all chunks add up to, and what should they?",
                "Your weights are numbers of examples, which add up to m. Divided by m they are shares, which add up "
                "to 1."),
        Mistake("mr-one-m", {SHARE: "1 / m"}, "each chunk has the weight 1/m",
                "Is what a chunk returns a sum over its examples, or a mean?",
                "The chunk's gradient is divided by its own number of examples already. It needs the weight of all its "
                "examples, not of one."),
        Mistake("mr-m-twice", {"return total": "return total / m"}, "the sum is divided by m once more",
                "What do the weights of all chunks add up to, and what should they?",
                "The shares add up to 1 already; nothing is left to divide by."),
        Mistake("mr-last-missing", {STARTS: "range(0, m - chunk_size + 1, chunk_size)"},
                "the short chunk at the end is left out",
                "How many examples do your chunks have together?",
                "Whole chunks only: what remains of the examples is a chunk, too, just a shorter one."),
        Mistake("mr-whole-chunks", {STARTS: "range(0, m // chunk_size * chunk_size, chunk_size)",
                                    SHARE: "chunk_size / (m // chunk_size * chunk_size)"},
                "only the whole chunks are averaged",
                "How many examples do your chunks have together?",
                "What remains behind the last whole chunk is a chunk, too, just a shorter one, with a smaller share."),
        Mistake("mr-last-only", {"total += ": "total = "}, "only the last chunk remains",
                "What happens to the sum so far when the next chunk comes?",
                "= replaces the sum; each chunk has to be added to it."),
        Mistake("mr-first-only", {"    return total": "        return total"}, "it returns after the first chunk",
                "How often does your loop run?",
                "The return stands inside the loop, which ends with the first chunk. It belongs below it."),
        Mistake("mr-starts-at-1", {STARTS: "range(1, m, chunk_size)"}, "the first example is left out",
                "At which row does your first chunk start?",
                "Python counts from 0: the first chunk starts at row 0, not 1."),
        Mistake("mr-overlap", {CHUNK: "slice(start, start + chunk_size + 1)"}, "neighbouring chunks share an example",
                "How many rows are in the slice [a:b]?",
                "A slice stops before its end: start + chunk_size is the first row of the next chunk."),
        Mistake("mr-gap", {CHUNK: "slice(start, start + chunk_size - 1)"}, "each chunk lacks its last example",
                "How many rows are in the slice [a:b]?",
                "A slice stops before its end; there is no need to take one off."),
        Mistake("mr-from-the-top", {CHUNK: "slice(0, start + chunk_size)"}, "each chunk begins at the first example",
                "Which rows are in your second chunk?",
                "A chunk has a beginning, too: without it, each one contains all those before it."),
        Mistake("mr-to-the-end", {CHUNK: "slice(start, m)"}, "each chunk goes on to the last example",
                "How many rows are in your first chunk?",
                "A chunk has an end, too: without it, each one contains all those behind it."),
        Mistake("mr-Y-whole", {"Y[chunk], layer": "Y, layer"}, "Y is not cut into chunks",
                "How many rows of X go into one gradient, and how many of Y?",
                "The rows of Y belong to those of X: cut both with the same slice."),
        Mistake("mr-Y-first-rows", {"Y[chunk], layer": "Y[:len(X[chunk])], layer"},
                "each chunk of X meets the first rows of Y",
                "Which rows of Y belong to the second chunk of X?",
                "The rows of Y belong to those of X: cut both with the same slice."),
        Mistake("mr-descends", {"    return total": "    return theta - total"},
                "it makes a step instead of returning the gradient",
                "What does the caller want to know: where to go, or how steep it is?",
                "The gradient is wanted; the step is left to the caller, who also chooses its length."),
        Mistake("mr-list", {"total = np.zeros(len(theta))": "total = []",
                            "total += share * gradient(theta, X[chunk], Y[chunk], layer_sizes)":
                            "total.append(share * gradient(theta, X[chunk], Y[chunk], layer_sizes))"},
                "the chunks' gradients are returned as a list",
                "That was the map. Where is the reduce?",
                "The weighted gradients are right; they have to be added up to one array."),
    ])

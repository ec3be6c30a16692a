"""Exercise 20. Map and reduce

The gradient over 300 million examples is computed on many machines: each takes a chunk of the examples (map), and their
results are combined (reduce). Do the same in a loop: cut X and Y into chunks of chunk_size rows, compute the gradient
of each chunk with the imported function gradient, and combine these into the gradient over all examples. gradient
returns the mean over the examples it gets, and the last chunk may be shorter than the others.
"""
import numpy as np

from nn import gradient
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import ORDERS, PROBES, draw_m, draw_probe, draw_sizes


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    """∂J/∂θ = Σ over the chunks of  (examples in the chunk / m) · (gradient of the chunk)

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    chunk_size  : int >= 1, number of examples in a chunk; may be more than m
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


def draw(rng):
    """Chunks of which the last is shorter, of equal size, one chunk larger than m, and a last one of one example."""
    m, chunk_size = rng.choice([(13, 5), (16, 6), (16, 7)]).tolist()
    half = int(rng.integers(6, 9))
    first, second, third = (draw_probe(rng, draw_sizes(rng, order), examples)
                            for order, examples in zip(ORDERS, (draw_m(rng), m, 2 * half), strict=True))
    large = int(rng.integers(len(first.X) // 2 + 1, len(first.X) - 2))
    return [on(first, large), on(second, chunk_size), on(third, half), on(first, len(first.X) + large), on(second, 3)]


SHARE, STARTS, CHUNK = "len(X[chunk]) / m", "range(0, m, chunk_size)", "slice(start, start + chunk_size)"
GRADIENT = "gradient(theta, X[chunk], Y[chunk], layer_sizes)"
ADDED = f"total += share * {GRADIENT}"

EXERCISE = Exercise(
    title="Map and reduce", file="map_reduce.py",
    formulas={"chunked_gradient": r"\frac{\partial J}{\partial \theta} = \sum_{c} \frac{m_c}{m} \, "
                                  r"\frac{\partial J_c}{\partial \theta}, \qquad m_c \text{ examples in chunk } c"},
    lecture="Week 10, map reduce and data parallelism", points=0, bonus=True,
    noun="networks", names={"chunked_gradient": "theta"},
    calls=[on(PROBES[0], 8), on(PROBES[1], 5), on(PROBES[2], 7), on(PROBES[0], 20), on(PROBES[1], 3)],
    draw=draw,
    hints=("Three groups of 4, 4 and 3 students each have a mean grade of their own. How do you get the mean over all "
           "11 students?",
           "range with a step gives the first row of each chunk, and a slice that goes beyond the last row simply "
           "stops there. Count how many rows each chunk really has.",
           "Start with zeros in the shape of theta. For each chunk, take the same rows of X and of Y, and add their "
           "gradient times the number of rows, divided by m."),
    mistakes=[
        Mistake("mr-plain-sum", {"share * gradient": "gradient"},
                "the gradients of the chunks are summed without their shares",
                "If all chunks had the same gradient, what should the total be?",
                "Each chunk returns a mean; the sum of the means is too large by the number of chunks. Weight each by "
                "its share of the examples."),
        Mistake("mr-mean-of-means", {SHARE: f"1 / len({STARTS})"}, "each chunk counts the same, whatever its size",
                "Does an example in a short last chunk count as much as any other?",
                "A mean of means is the overall mean only where all chunks have the same size. In yours, the few "
                "examples of the last chunk count too much."),
        Mistake("mr-full-chunks-counted", {SHARE: "1 / np.float64(m // chunk_size)"},
                "the sum of the chunks' gradients is divided by m // chunk_size",
                "How many chunks are there when m is 11 and chunk_size is 8, and does each of them count the same?",
                "m // chunk_size does not count the shorter chunk at the end. And a mean of means is the overall mean "
                "only where all chunks have the same size: weight each by its share of the examples."),
        Mistake("mr-running-mean", {ADDED: f"new = {GRADIENT}\n        total = (total + new) / 2 if start else new"},
                "the total and the next chunk are averaged in each iteration",
                "After three chunks, how much does the first of them count, and how much the last?",
                "Each new chunk halves the weight of all those before it. Weight each chunk by its share of the "
                "examples, and sum.",
                also=({ADDED: f"total = (total + {GRADIENT}) / 2"},)),
        Mistake("mr-full-share", {SHARE: "chunk_size / m"}, "the last chunk is weighted as if it were full",
                "How many rows does the last chunk have, and what number of rows is its weight based on?",
                "chunk_size is right for all chunks except the last: a shorter one has a smaller share."),
        Mistake("mr-not-divided", {SHARE: "len(X[chunk])"}, "the weighted sum is not divided by m",
                "What do the weights of all chunks sum to, and what should they sum to?",
                "Your weights are numbers of examples, which sum to m. Divided by m they are shares, which sum to 1."),
        Mistake("mr-one-m", {SHARE: "1 / m"}, "each chunk has weight 1/m",
                "Does a chunk return the sum over its examples, or their mean?",
                "The gradient of a chunk is already divided by its number of examples. It needs the weight of all its "
                "examples, not of one."),
        Mistake("mr-m-twice", {"return total": "return total / m"}, "the sum is divided by m twice",
                "What do the weights of all chunks sum to, and what should they sum to?",
                "The shares already sum to 1; there is nothing left to divide by."),
        Mistake("mr-last-missing", {STARTS: "range(0, m - chunk_size + 1, chunk_size)"},
                "the short chunk at the end is left out",
                "How many examples do your chunks contain together?",
                "The examples left over after the last full chunk are a chunk, too, just a shorter one."),
        Mistake("mr-whole-chunks", {STARTS: "range(0, m // chunk_size * chunk_size, chunk_size)",
                                    SHARE: "chunk_size / (m // chunk_size * chunk_size)"},
                "only the full chunks are averaged",
                "How many examples do your chunks contain together?",
                "The examples left over after the last full chunk are a chunk, too, just a shorter one with a smaller "
                "share."),
        Mistake("mr-last-only", {"total += ": "total = "}, "only the last chunk remains",
                "What happens to the sum so far when the next chunk comes?",
                "= replaces the sum; each chunk must be added to it."),
        Mistake("mr-first-only", {"    return total": "        return total"}, "only the first chunk is used",
                "How many times does your loop run before the function ends?",
                "All chunks belong to the sum. A return inside the loop ends the function after the first of them: "
                "indent it less."),
        Mistake("mr-no-step", {STARTS: "range(m)"}, "a chunk starts at each example, so that most of them overlap",
                "Which rows are in your first chunk, and which in your second?",
                "The next chunk starts where the last one ended, chunk_size rows further: the loop needs that step."),
        Mistake("mr-starts-at-1", {STARTS: "range(1, m, chunk_size)"}, "the first example is left out",
                "Which row does your first chunk start with?",
                "Python counts from 0: the first chunk starts at row 0, not 1."),
        Mistake("mr-overlap", {CHUNK: "slice(start, start + chunk_size + 1)"}, "neighbouring chunks share an example",
                "How many rows are in the slice a:b?",
                "A slice stops before its end: start + chunk_size is the first row of the next chunk."),
        Mistake("mr-gap", {CHUNK: "slice(start, start + chunk_size - 1)"}, "the last example of each chunk is missing",
                "How many rows are in the slice a:b?",
                "A slice already excludes its end; there is nothing to subtract."),
        Mistake("mr-from-the-top", {CHUNK: "slice(0, start + chunk_size)"}, "each chunk starts at the first example",
                "Which rows are in your second chunk?",
                "A chunk has a start, too: without it, each one contains all those before it."),
        Mistake("mr-to-the-end", {CHUNK: "slice(start, m)"}, "each chunk continues to the last example",
                "How many rows are in your first chunk?",
                "A chunk has an end, too: without it, each one contains all those after it."),
        Mistake("mr-Y-whole", {"Y[chunk], layer": "Y, layer"}, "Y is not cut into chunks",
                "How many rows of X are used for one gradient, and how many of Y?",
                "The rows of Y belong to those of X: cut both with the same slice."),
        Mistake("mr-Y-first-rows", {"Y[chunk], layer": "Y[:len(X[chunk])], layer"},
                "each chunk of X is used with the first rows of Y",
                "Which rows of Y belong to the second chunk of X?",
                "The rows of Y belong to those of X: cut both with the same slice."),
        Mistake("mr-descends", {"    return total": "    return theta - total"},
                "a step of theta is returned instead of the gradient",
                "What does the caller need: where to move, or how steep the cost is?",
                "Return the gradient; the step is up to the caller, who also chooses its length."),
        Mistake("mr-list", {"total = np.zeros(len(theta))": "total = []",
                            "total += share * gradient(theta, X[chunk], Y[chunk], layer_sizes)":
                            "total.append(share * gradient(theta, X[chunk], Y[chunk], layer_sizes))"},
                "the gradients of the chunks are returned as a list",
                "That was the map. Where is the reduce?",
                "The weighted gradients are right; they must be summed to one array."),
    ])

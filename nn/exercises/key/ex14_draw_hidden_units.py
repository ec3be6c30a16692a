"""Exercise 14. What the hidden units look for

The weights of a hidden unit form an image: one weight for each pixel. Draw these images on one matplotlib Figure, side
by side, each with imshow on Axes of its own, and return the Figure (plt.figure and plt.subplots create one, too). The
bias is not a pixel. The pixels are unrolled column by column, as in the course's data. All images share one scale of
greys, so that they can be compared: −w is black, 0 grey and w white, where w is the largest absolute value of all
weights. Do not change the weights: imshow takes the two limits and the colour map.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.verdict.compare import is_numeric, is_sequence, same
from nn.exercises.exercise import Exercise, Fact, Mistake
from nn.exercises.sandbox.wire import type_as_text


def draw_hidden_units(Theta1):
    """One image for each hidden unit, on a grid:  pixel (row, column) is the weight of input row + column · side

    Theta1  : (h, n + 1) weights of the hidden layer, column 0 is the bias; n is a square number, n = side · side
    Returns : matplotlib Figure with h Axes, in the order of the units; each contains one image, side × side
    """
    from matplotlib.figure import Figure
    weights = Theta1[:, 1:]
    h, n = weights.shape
    side = int(np.sqrt(n))
    w = np.max(np.abs(weights))
    columns = int(np.ceil(np.sqrt(h)))
    rows = int(np.ceil(h / columns))
    figure = Figure()
    for i in range(h):
        pixels = weights[i].reshape(side, side).T
        axes = figure.add_subplot(rows, columns, i + 1)
        axes.imshow(pixels, cmap="gray", vmin=-w, vmax=w)
        axes.axis("off")
    return figure


# --- how it is checked ---

def facts(call, observation):
    """What must be true of any layout of the Figure: a list of Facts."""
    (Theta1,), figure = call.arguments, observation.value
    is_figure = is_sequence(figure) and len(figure) == 2 and isinstance(figure[0], str) and is_sequence(figure[1])
    images = [image for image in figure[1] if is_sequence(image) and len(image) == 4
              and all(map(is_numeric, image[:3])) and np.ndim(image[1]) == np.ndim(image[2]) == 0] if is_figure else []
    expected = images_of(Theta1)
    if len(images) == len(expected):
        images = [in_weights(image, weights) for image, (weights, *_) in zip(images, expected, strict=True)]
    pixels = [pixels for pixels, *_ in images if np.shape(pixels) == np.shape(expected[0][0])]
    return [Fact("it returns a matplotlib Figure", is_figure or type_as_text(figure)),
            Fact("there is one image for each row of Theta1, on Axes of its own", (len(images),), (len(expected),)),
            Fact("each image has one pixel for each input", len(pixels) == len(images)),
            *(facts_of_images(images, pixels, expected) if len(pixels) == len(expected) else []),
            Fact("Theta1 is unchanged", same([*observation.arguments, None][0], Theta1))]


def images_of(Theta1):
    """A right answer's images: (pixels, value of black, value of white, name of the colours) of each unit."""
    weights, side = Theta1[:, 1:], int(np.sqrt(Theta1.shape[1] - 1))
    w = np.max(np.abs(weights))
    return [(unit.reshape(side, side).T, -w, w, "greys") for unit in weights]


def in_weights(image, weights):
    """The same image with weights as pixels, where it has a · weight + b, in any places: the limits move with them."""
    pixels, black, white, colours = image
    if np.size(pixels) != np.size(weights) or np.asarray(pixels).dtype.kind not in "iuf":
        return image
    pixels = np.asarray(pixels, float)
    a = np.ptp(pixels) / np.ptp(weights)
    b = np.min(pixels) - a * np.min(weights)
    if not 0 < a < np.inf or not same(np.sort(pixels, axis=None), a * np.sort(weights, axis=None) + b):
        return image
    return (pixels - b) / a, (black - b) / a, (white - b) / a, colours


def facts_of_images(images, pixels, expected):
    weights, black, white, _ = map(np.array, zip(*expected, strict=True))
    return [Fact("the pixels are the weights, column by column", np.array(pixels), weights),
            Fact("black is −w in each image, w the same in all", np.array([float(w) for _, w, _, _ in images]), black),
            Fact("white is w in each image, w the same in all", np.array([float(w) for _, _, w, _ in images]), white),
            Fact("the colours are greys, from black to white",
                 ", ".join(sorted({str(colours) for *_, colours in images})), "greys")]


def layer(seed, h, side):
    """Theta1 with biases larger than all weights; the weight with the largest absolute value is negative.

    matplotlib takes 5 ms to create Axes: the first layer has only two units, and few mistakes have to draw more.
    """
    Theta1 = np.random.default_rng(seed).uniform(-1, 1, size=(h, 1 + side ** 2))
    Theta1[:, 0] = 3 + np.arange(h)
    Theta1[h // 2, 2] = -2
    return Theta1


EXERCISE = Exercise(
    title="Hidden units", file="visualize/images.py",
    formulas={"draw_hidden_units":
                  r"\text{pixel } (r, c) \text{ is the weight of input } r + c \cdot s, \qquad s = \sqrt{n}"},
    lecture="Week 4, examples and intuitions; exercise 4, section 3", points=0, noun="layers",
    facts=facts,
    calls=[call("draw_hidden_units", layer(seed, h, side)) for seed, h, side in ((1, 2, 2), (2, 5, 3))],
    hints=("Which column of Theta1 does not belong to a pixel, and how long is the side of an image of n pixels?",
           "First remove the bias, find w for all units together, and choose a grid. Then, for each unit: Axes, image, "
           "imshow with its two limits.",
           "figure.add_subplot(rows, columns, number) creates Axes; numbers start at 1. reshape fills an image row by "
           "row: since the pixels go column by column, transpose it. imshow takes the weights for black and white as "
           "vmin and vmax."),
    mistakes=[
        Mistake("v-bias-kept", {"weights = Theta1[:, 1:]": "weights = Theta1"}, "the bias is used as a pixel",
                "Which of the n + 1 numbers in a row is not a pixel?",
                "n + 1 is not a square number. Column 0 of Theta1 contains the biases: leave it out."),
        Mistake("v-drop-last", {"Theta1[:, 1:]": "Theta1[:, :-1]"}, "the last column is left out instead of the bias",
                "Where is the bias: before or after the other inputs?",
                "The bias is in column 0. If it is used as the first pixel, the whole image is shifted by one pixel."),
        Mistake("v-drop-first-row", {"Theta1[:, 1:]": "Theta1[1:, 1:]"}, "the first hidden unit is left out",
                "Which index of Theta1[i, j] is the unit, and which is the input?",
                "Rows are units, columns are inputs: the bias is column 0, and row 0 is a unit like the others."),
        Mistake("v-no-transpose", {".reshape(side, side).T": ".reshape(side, side)"}, "rows and columns are swapped",
                "Which pixel is the second number of a row: the one to the right, or the one below?",
                "In the course's data the pixels go down the columns; reshape goes along the rows, so the image is "
                "mirrored along its diagonal."),
        Mistake("v-upside-down", {"vmax=w)": 'vmax=w, origin="lower")'}, "the images are upside down",
                "Where does your image start: at the top or at the bottom?",
                "With origin=\"lower\" the first row is drawn at the bottom. Images start at the top: leave origin "
                "out."),
        Mistake("v-abs-of-max", {"np.max(np.abs(weights))": "np.abs(np.max(weights))"},
                "w is the largest weight, and negative weights are ignored",
                "Which of −3, 1 and 2 has the largest absolute value, and what does your formula give?",
                "Take the absolute values first and then the maximum, not the other way round."),
        Mistake("v-largest-with-bias", {"np.max(np.abs(weights))": "np.max(np.abs(Theta1))"},
                "the biases are included in w",
                "Which numbers are drawn, and which ones determine the scale?",
                "A large bias, which is not in the image, makes all the images grey: w is the largest absolute value "
                "of the weights."),
        Mistake("v-own-scale", {", vmin=-w, vmax=w": ""}, "each image has a scale of its own",
                "If two images show the same grey, do they show the same weight?",
                "Without limits, imshow scales the greys from the smallest to the largest weight of each unit, so "
                "small weights look like large ones. Give it the two limits."),
        Mistake("v-own-largest", {"vmin=-w, vmax=w": "vmin=-np.abs(pixels).max(), vmax=np.abs(pixels).max()"},
                "w is different in each image",
                "If two images show the same grey, do they show the same weight?",
                "w is the largest absolute value of the weights of all units: find it before the loop."),
        Mistake("v-not-symmetric", {"vmin=-w, vmax=w": "vmin=weights.min(), vmax=weights.max()"},
                "the scale is not symmetric about 0",
                "Which grey does a weight of 0 have in your images?",
                "Between the smallest and the largest weight, the middle is usually not 0. From −w to w it is."),
        Mistake("v-no-cmap", {', cmap="gray"': ""}, "the images are in colour instead of grey",
                "Which colour does the largest weight have in your image, and which should it have?",
                "imshow uses colours from violet to yellow by default: the colour map is called gray."),
        Mistake("v-inverted", {'cmap="gray"': 'cmap="gray_r"'}, "black and white are swapped",
                "Which colour does the largest weight have in your image, and which should it have?",
                "gray_r and binary start with white. gray starts with black, which is the colour of −w."),
        Mistake("v-one-unit", {"weights[i].reshape": "weights[0].reshape"}, "all images show the first unit",
                "Does anything in your image change from one iteration of the loop to the next?",
                "Each iteration of the loop must use the weights of its own unit."),
        Mistake("v-one-axes", {"figure.add_subplot(rows, columns, i + 1)": "figure.gca()"},
                "all images are on the same Axes, one hiding another",
                "How many images can be seen on your Figure?",
                "imshow draws over what is there. Create new Axes for each unit, at its own position in the grid."),
        Mistake("v-no-return", {"    return figure": "    return None"}, "nothing is returned",
                "What does a function without a return statement return?",
                "The Figure is drawn, but the caller does not get it: return it."),
        Mistake("v-returns-axes", {"    return figure": "    return axes"}, "Axes are returned instead of the Figure",
                "Which object contains all the images?",
                "Axes contain one of the images; the Figure contains all of them."),
    ])

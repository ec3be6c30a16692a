"""Exercise 14. What the hidden units look for

The weights of a hidden unit form an image: one weight for each pixel. Draw these images on one matplotlib Figure, side
by side, each with imshow on Axes of its own, and return the Figure (plt.figure and plt.subplots make one, too). The
bias is no pixel. The pixels are unrolled column by column, as in the course's data. One scale of greys holds for all
units, so that they can be compared: −w is black, 0 grey and w white, where w is the largest weight, whatever its sign.
Leave the weights as they are: imshow takes the two limits and the colours.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.verdict.compare import is_numeric, is_sequence, same
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.sandbox.wire import type_as_text


def draw_hidden_units(Theta1):
    """One image for each hidden unit, on a grid:  pixel (row, column) is the weight of input row + column · side

    Theta1  : (h, n + 1) weights of the hidden layer, column 0 is the bias; n is a square, n = side · side
    Returns : matplotlib Figure with h Axes, in the order of the units; each holds one image, side × side
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
    """What must be so however the Figure is laid out: a list of (statement, value), the same for every right answer."""
    (Theta1,), figure = call.arguments, observation.value
    is_figure = is_sequence(figure) and len(figure) == 2 and isinstance(figure[0], str) and is_sequence(figure[1])
    images = [image for image in figure[1] if is_sequence(image) and len(image) == 4
              and all(map(is_numeric, image[:3])) and np.ndim(image[1]) == np.ndim(image[2]) == 0] if is_figure else []
    side = int(np.sqrt(Theta1.shape[1] - 1))
    pixels = [pixels for pixels, *_ in images if np.shape(pixels) == (side, side)]
    form = "a Figure" if is_figure else type_as_text(figure)
    return [("it returns a matplotlib Figure", form),
            ("there is one image for each row of Theta1, on Axes of its own", (len(images),)),
            ("each image has one pixel for each input", len(pixels) == len(images)),
            *(facts_of_images(images, pixels) if len(pixels) == len(Theta1) else []),
            ("Theta1 is as it was", same([*observation.arguments, None][0], Theta1))]


def facts_of_images(images, pixels):
    return [("the pixels are the weights, column by column", np.array(pixels)),
            ("black is −w in each image, w the same for all", np.array([float(low) for _, low, _, _ in images])),
            ("white is w in each image, w the same for all", np.array([float(high) for _, _, high, _ in images])),
            ("the colours are greys, from black up to white",
             ", ".join(sorted({str(colours) for *_, colours in images})))]


def layer(seed, h, side):
    """Theta1 with biases beyond all weights; of these, the largest without its sign is negative.

    matplotlib takes 5 ms for Axes: the first layer has two units only, and few mistakes need to be drawn beyond that.
    """
    Theta1 = np.random.default_rng(seed).uniform(-1, 1, size=(h, 1 + side ** 2))
    Theta1[:, 0] = 3 + np.arange(h)
    Theta1[h // 2, 2] = -2
    return Theta1


EXERCISE = Exercise(
    title="Hidden units", file="visualize/images.py",
    lecture="Week 4, examples and intuitions; exercise 4, section 3", points=0, noun="layers",
    summary=facts,
    calls=[call("draw_hidden_units", layer(seed, h, side)) for seed, h, side in ((1, 2, 2), (2, 5, 3))],
    hints=("Which column of Theta1 belongs to no pixel, and how long is the side of an image of n pixels?",
           "First take the bias off, find w for all units together, and choose a grid. Then, for each unit: Axes, "
           "image, imshow with its two limits.",
           "figure.add_subplot(rows, columns, number) makes Axes; numbers begin with 1. reshape fills an image row "
           "by row: as the pixels go column by column, transpose it. imshow takes the weights for black and white as "
           "vmin and vmax."),
    mistakes=[
        Mistake("v-bias-kept", {"weights = Theta1[:, 1:]": "weights = Theta1"}, "the bias is taken for a pixel",
                "Which of the n + 1 numbers of a row is not a pixel?",
                "n + 1 numbers are no square. Column 0 of Theta1 holds the biases: leave it out."),
        Mistake("v-drop-last", {"Theta1[:, 1:]": "Theta1[:, :-1]"}, "the last column is left out instead of the bias",
                "Where is the bias: before or behind the other inputs?",
                "The bias is in column 0. With it as the first pixel, the picture is shifted by one, and its corner "
                "is odd."),
        Mistake("v-drop-first-row", {"Theta1[:, 1:]": "Theta1[1:, 1:]"}, "the first hidden unit is left out",
                "Which index of Theta1[i, j] is the unit, and which is the input?",
                "Rows are units, columns are inputs: the bias is column 0, and row 0 is a unit as the others."),
        Mistake("v-no-transpose", {".reshape(side, side).T": ".reshape(side, side)"}, "rows and columns are swapped",
                "Which pixel is the second number of a row: the one to the right, or the one below?",
                "In the course's data the pixels go down the columns; reshape goes along the rows, so that the image "
                "is mirrored at its diagonal."),
        Mistake("v-upside-down", {"vmax=w)": 'vmax=w, origin="lower")'}, "the images stand on their heads",
                "Where does your image begin: at the top or at the bottom?",
                "With origin=\"lower\" the first row is drawn at the bottom. Images begin at the top: leave it out."),
        Mistake("v-abs-of-max", {"np.max(np.abs(weights))": "np.abs(np.max(weights))"},
                "w is the largest weight, and the negative ones are not looked at",
                "Which is the largest of −3, 1 and 2 without its sign, and what does your formula give?",
                "The sign has to go before the largest is looked for, not behind."),
        Mistake("v-largest-with-bias", {"np.max(np.abs(weights))": "np.max(np.abs(Theta1))"},
                "the biases have a say in w",
                "Which numbers are drawn, and which ones decide about the scale?",
                "A large bias, which is not in the picture, makes all the images grey: w is the largest of the "
                "weights."),
        Mistake("v-own-scale", {", vmin=-w, vmax=w": ""}, "each image has a scale of its own",
                "If two images show the same grey: do they show the same weight?",
                "Without limits, imshow spreads the greys from the smallest to the largest weight of each unit: small "
                "weights look as large ones. Give it the two limits."),
        Mistake("v-own-largest", {"vmin=-w, vmax=w": "vmin=-np.abs(pixels).max(), vmax=np.abs(pixels).max()"},
                "w is another one in each image",
                "If two images show the same grey: do they show the same weight?",
                "w is the largest of all weights, of one unit or another: find it before the loop."),
        Mistake("v-not-symmetric", {"vmin=-w, vmax=w": "vmin=weights.min(), vmax=weights.max()"},
                "the scale is not symmetric about 0",
                "Which grey has a weight of 0 in your images?",
                "From the smallest to the largest weight, the middle is anything but 0. From −w to w it is 0."),
        Mistake("v-no-cmap", {', cmap="gray"': ""}, "the images are in colours instead of greys",
                "Which colour has the largest weight in your image, and which one should it have?",
                "imshow draws from violet to yellow unless it is told otherwise: the colour map has the name gray."),
        Mistake("v-inverted", {'cmap="gray"': 'cmap="gray_r"'}, "black and white are exchanged",
                "Which grey has the largest weight in your image, and which one should it have?",
                "gray_r and binary begin with white. gray begins with black, which is what −w is to be."),
        Mistake("v-one-unit", {"weights[i].reshape": "weights[0].reshape"}, "all images show the first unit",
                "Does anything in your image change with the loop?",
                "Each turn of the loop has to take the weights of its own unit."),
        Mistake("v-one-axes", {"figure.add_subplot(rows, columns, i + 1)": "figure.gca()"},
                "all images lie on the same Axes, one hides the other",
                "How many images does one see on your Figure?",
                "imshow draws over what is there. Make new Axes for each unit, at a place of its own in the grid."),
        Mistake("v-no-return", {"    return figure": "    return None"}, "it returns nothing",
                "What does a function return that has no return?",
                "The Figure was drawn, but nobody gets it: return it."),
        Mistake("v-returns-axes", {"    return figure": "    return axes"}, "it returns Axes instead of the Figure",
                "Which object holds all the images?",
                "Axes are one of the images; the Figure holds all of them."),
    ])

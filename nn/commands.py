"""What each command of `nn` does: it puts the library's functions in a row and tells what they return."""
import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

import nn
from nn.downloads import cache_folder
from nn.storage import Network, atomic_write


class Digits(NamedTuple):
    """What a network is trained and judged on."""
    X: np.ndarray                   # (m, n)
    y: np.ndarray                   # (m,)
    classes: np.ndarray             # (K,)
    source: str

    def part(self, rows):
        return self._replace(X=self.X[rows], y=self.y[rows])


def train(arguments):
    """nn train"""
    say = partial(tell, stream=sys.stderr if arguments.json else sys.stdout)
    digits = read_digits(arguments.data, arguments.labels)
    folder = output_folder(arguments.out)                           # now: better to fail before the training than after

    check = small_gradient_check(arguments.seed)
    say(f"Gradient check on a small network: {check}")
    if not check.passed:
        return 1

    training, test = split(digits, arguments.test_fraction, arguments.seed)
    layer_sizes = (digits.X.shape[1], *hidden_layers(arguments.hidden), len(digits.classes))
    say(f"Training {'-'.join(map(str, layer_sizes))} on {len(training.X)} digits ({digits.source}), "
        f"lambda = {arguments.lambda_:g}, {arguments.method}:")
    result = nn.train(training.X, nn.one_hot(training.y, digits.classes), layer_sizes, arguments.lambda_,
                      arguments.max_evaluations, arguments.seed, method=arguments.method, progress=True,
                      checkpoint=arguments.checkpoint or arguments.resume, resume=arguments.resume,
                      classes=digits.classes)
    network = Network(result.theta, layer_sizes, digits.classes)
    files = save_weights(network, folder)                           # first of all: what follows can fail, or be cut off

    summary = {"cost": result.cost, "accuracy": score(network, training), "evaluations": result.evaluations,
               "iterations": result.iterations, "seconds": round(result.seconds, 3), "message": result.message,
               "interrupted": result.interrupted, "layer_sizes": layer_sizes, "lambda": arguments.lambda_,
               "method": arguments.method, "seed": arguments.seed, "gradient_check": check.relative_error}
    say(f"{result.message}: {result.evaluations} evaluations, {result.iterations} iterations, {result.seconds:.1f} s")
    say(f"cost {result.cost:.6f}, training accuracy {100 * summary['accuracy']:.2f} %")
    if test is not None:
        summary["test_accuracy"] = score(network, test)
        say(f"test accuracy {100 * summary['test_accuracy']:.2f} % on {len(test.X)} digits kept out of training")
    judged = training if test is None else test
    report = nn.classification_report(named(judged.y, judged), named(guess(network, judged), judged), names(judged))
    say(f"\n{report}\n")

    if not arguments.no_figures:
        files += draw(network, training, judged, folder, arguments.seed, say, result.costs)
    say("Written: " + ", ".join(map(str, files)))
    if arguments.json:
        print(json.dumps(summary | {"files": [str(file) for file in files]}))


def tell(text, stream):
    """Prints a line. Where its reader has left, as in "nn train | head", the work goes on in silence."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def predict(arguments):
    """nn predict"""
    network = nn.load_network(arguments.weights)
    found, failures = [], 0
    for path in arguments.images:
        try:
            row = nn.prepare_digit(read_image(path), network.layer_sizes[0])
        except (ValueError, OSError) as error:                      # the other images still get their answer
            print(f"nn: error: {error if str(path) in str(error) else f'{path}: {error}'}", file=sys.stderr)
            failures += 1
            continue
        activations, _ = nn.feedforward(network.theta, [row], network.layer_sizes, hidden=network.hidden,
                                        output=network.output)
        best = nn.from_one_hot(activations[-1], network.classes)
        name, = named(best, Digits(row, best, network.classes, path))
        found.append({"image": path, "predicted": name, "activation": round(float(activations[-1].max()), 4)})
    if arguments.json:
        print(json.dumps(found))
    else:
        for one in found:
            print("{image}: {predicted}  (activation of its output unit: {activation:.2f}".format(**one)
                  + ("; unsure)" if one["activation"] < 0.5 else ")"))
    return 1 if failures else 0


def check_gradient(arguments):
    """nn check-gradient"""
    if not arguments.full:
        check = small_gradient_check(arguments.seed, arguments.lambda_, arguments.method)
    else:
        X, y = nn.load_ex4()
        rng = np.random.default_rng(arguments.seed)
        check = compare(X, nn.one_hot(y, range(1, 11)), (400, 25, 10), rng, arguments.lambda_, arguments.method)
    print(check)
    return 0 if check.passed else 1


def figures(arguments):
    """nn figures"""
    network = nn.load_network(arguments.weights)
    embedded = "mnist5k" if network.layer_sizes[0] == 784 else None
    digits = read_digits(arguments.data or embedded, arguments.labels)._replace(classes=network.classes)
    if digits.X.shape[1] != network.layer_sizes[0]:
        raise ValueError(f"{arguments.weights} takes {network.layer_sizes[0]} inputs, but {digits.source} has "
                         f"{digits.X.shape[1]} pixels; name the network's own data with --data")
    folder = output_folder(arguments.out)
    print(f"accuracy {100 * score(network, digits):.2f} % on {len(digits.X)} digits ({digits.source})")
    print("Written: " + ", ".join(map(str, draw(network, digits, digits, folder, arguments.seed, print))))


def fetch(arguments):
    """nn data fetch mnist"""
    paths = nn.fetch_mnist(progress=True)
    print(f"MNIST is complete and verified in {cache_folder()}:")
    for path in paths:
        print(f"  {path}")
    print(f"Train on it:  nn train --data {paths[0]}")


def output_folder(path):
    """The folder to write to, made if need be, and found to be writable."""
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file; wanted a folder to write to")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise ValueError(f"{folder}: cannot be written to ({error.strerror}); choose another with --out") from None
    return folder


def read_digits(data, labels):
    """The embedded digits, or those in a file of the user's."""
    if data is None:
        return Digits(*nn.load_ex4(), np.arange(1, 11), "embedded, 20×20")
    if data == "mnist5k":
        images, y = nn.load_mnist5k()
        return Digits(images.reshape(len(images), -1) / 255.0, y, np.arange(10), "embedded, 28×28")
    if data == "mnist":
        data = cache_folder() / "train-images-idx3-ubyte.gz"
        if not data.exists():
            raise ValueError("the full MNIST is not here yet; get it with: nn data fetch mnist")
    X, y = nn.load_dataset(data, labels)
    if len(np.unique(y)) < 2:
        raise ValueError(f"{data}: all its labels are {y[0]!s}; a classifier needs at least two classes "
                         f"(in a .csv, the first column is the label)")
    if not np.isfinite(X).all():
        row, column = np.argwhere(~np.isfinite(X))[0]
        raise ValueError(f"{data}: example {row}, pixel {column} (both counted from 0) is {X[row, column]}; "
                         f"repair or drop it")
    return Digits(X, y, np.unique(y), str(data))


def read_image(path):
    """An image file as grey values (h, w)."""
    from PIL import Image, ImageOps
    try:
        with Image.open(path) as image:
            drawn = ImageOps.exif_transpose(image).convert("RGBA")  # a phone stores how it was held beside the pixels
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"{path}: is no image that can be read ({error})") from None
    for transparent_paper in ("white", "black"):                    # black for those who draw in white
        opaque = Image.new("RGBA", drawn.size, transparent_paper)
        opaque.alpha_composite(drawn)
        grey = np.asarray(opaque.convert("L"))
        if np.ptp(grey) > 0:
            return grey
    raise ValueError(f"{path}: is blank")


def hidden_layers(units):
    """--hidden as a tuple: (25,) unless told, () for 0."""
    if units is None:
        return (25,)
    if 0 in units and len(units) > 1:
        raise ValueError("--hidden 0 means no hidden layer; give it alone, or not at all")
    return tuple(unit for unit in units if unit)


def split(digits, test_fraction, seed):
    """(training, test), test None where nothing is kept out."""
    if test_fraction is None:
        return digits, None
    rows, kept_out = nn.stratified_split(digits.y, test_fraction, np.random.default_rng(seed))
    return digits.part(rows), digits.part(kept_out)


def small_gradient_check(seed, lambda_=1.0, method="central"):
    """6-4-3 units on 11 examples, every size different so that no mistake can hide."""
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(11, 6)), nn.one_hot(np.arange(11) % 3, range(3))
    return compare(X, Y, (6, 4, 3), rng, lambda_, method)


def compare(X, Y, layer_sizes, rng, lambda_, method):
    """Backpropagation against numbers, at random weights."""
    return nn.check_gradient(partial(nn.regularized_cost, X=X, Y=Y, layer_sizes=layer_sizes, lambda_=lambda_),
                             partial(nn.regularized_gradient, X=X, Y=Y, layer_sizes=layer_sizes, lambda_=lambda_),
                             nn.random_init(layer_sizes, rng), layer_sizes, method, m=len(X))


def guess(network, digits):
    return nn.predict(network.theta, digits.X, network.layer_sizes, network.classes, hidden=network.hidden,
                      output=network.output)


def score(network, digits):
    return nn.accuracy(digits.y, guess(network, digits))


def names(digits):
    """The classes as people call them: with labels 1..10, as in exercise 4, label 10 is the digit 0."""
    ex4 = np.array_equal(digits.classes, np.arange(1, 11))
    return ["0" if ex4 and label == 10 else str(label) for label in digits.classes.tolist()]


def named(labels, digits):
    """Labels as people call them."""
    return nn.from_one_hot(nn.one_hot(labels, digits.classes), names(digits)).tolist()


def save_weights(network, folder):
    paths = [folder / "weights.npz", folder / "weights.mat"]
    for path in paths:
        nn.save_network(path, *network)
    return paths


def draw(network, digits, judged, folder, seed, say, costs=None):
    """Writes the pictures of a network; returns their paths."""
    from nn import visualize                                        # slow to import, and needed for pictures only
    visualize.plt.switch_backend("Agg")                             # which draws to files, and needs no screen
    Theta1 = nn.unflatten(network.theta, network.layer_sizes)[0]
    predicted = guess(network, judged)
    calls = dict(zip(judged.classes.tolist(), names(judged), strict=True))
    some = np.random.default_rng(seed).permutation(len(digits.X))[:100]
    unit = "hidden" if len(network.layer_sizes) > 2 else "output"
    first = f" (the first 100 of {len(Theta1)})" if len(Theta1) > 100 else ""
    half = np.abs(Theta1[:, 1:]).max() / 2                          # a few large weights would leave all others grey
    pictures = {
        "digits.png": lambda: visualize.plot_images(digits.X[some], title=f"{len(some)} of {len(digits.X)} digits"),
        "hidden_units.png": lambda: visualize.plot_hidden_units(
            Theta1[:100], limits=(-half, half) if half else None, title=f"What each {unit} unit looks for{first}"),
        "misclassified.png": lambda: visualize.plot_misclassified(judged.X, judged.y, predicted, names=calls),
    }
    side = round(np.sqrt(network.layer_sizes[0]))
    if side * side != network.layer_sizes[0]:
        say(f"No pictures of pixels: {network.layer_sizes[0]} inputs are no square image")
        pictures = {}
    if costs is not None:
        pictures["cost.png"] = lambda: visualize.plot_costs(costs).figure
    pictures["confusion.png"] = lambda: visualize.plot_confusion_matrix(
        judged.y, predicted, judged.classes, names=names(judged)).figure
    for name, picture in pictures.items():
        figure = picture()
        with atomic_write(folder / name) as file:
            figure.savefig(file, format="png", dpi=120)
        visualize.plt.close(figure)
    return [folder / name for name in pictures]

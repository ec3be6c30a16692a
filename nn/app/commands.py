"""What each command of `nn` does: it puts the library's functions in a row and tells what they return."""
import json
import os
import sys
import time
import warnings
import webbrowser
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np

import nn
from nn.app.demo.page import page, saved, trained
from nn.app.inputs import Digits, in_words, named, names, output_folder, read_digits, split
from nn.app.photo import read_image
from nn.estimator.classifier import HIDDEN_NAMES, STOCHASTIC
from nn.files.atomic import atomic_write
from nn.files.mnist import cache_folder
from nn.files.networks import as_arrays
from nn.gradient_check import table
from nn.network import Network

MINIBATCH_ACTIVATIONS = {ours: theirs for theirs, ours in HIDDEN_NAMES.items()}


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
    learn = by_minibatches if arguments.method in STOCHASTIC else by_all_at_once
    result, network = learn(training, layer_sizes, arguments)
    files = save_weights(network, folder, result.snapshots)         # first of all: what follows can fail, or be cut off

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
        try:
            files += draw(network, training, judged, folder, arguments.seed, say,
                          partial(visualize_costs, result.costs, arguments.method in STOCHASTIC))
        except KeyboardInterrupt:
            say(f"Interrupted while drawing; the pictures can be had later: nn figures {files[0]}")
    say("Written: " + ", ".join(map(str, files)))
    if arguments.json:
        print(json.dumps(summary | {"files": [str(file) for file in files]}))


def by_all_at_once(digits, layer_sizes, arguments):
    """nn.train: (TrainingResult, Network)"""
    result = nn.train(digits.X, nn.one_hot(digits.y, digits.classes), layer_sizes, arguments.lambda_,
                      arguments.max_evaluations, arguments.seed, method=arguments.method, hidden=arguments.activation,
                      progress=True, checkpoint=arguments.checkpoint or arguments.resume, resume=arguments.resume,
                      classes=digits.classes, record=moments(arguments.max_evaluations, layer_sizes))
    return result, Network(result.theta, layer_sizes, digits.classes, hidden=arguments.activation)


def by_minibatches(digits, layer_sizes, arguments):
    """MLPClassifier, which says the loss of each epoch: (TrainingResult, Network)"""
    batch_size = min(arguments.batch_size, len(digits.X))
    classifier = nn.MLPClassifier(layer_sizes[1:-1], MINIBATCH_ACTIVATIONS[arguments.activation],
                                  solver=arguments.method, batch_size=batch_size,
                                  alpha=arguments.lambda_ * batch_size / len(digits.X),     # of λ/(2m), for each batch
                                  learning_rate_init=arguments.learning_rate, max_iter=arguments.epochs,
                                  random_state=arguments.seed, verbose=True)
    started = time.perf_counter()
    with redirect_stdout(sys.stderr), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")                             # "not converged yet" is no news after so few epochs
        classifier.fit(digits.X, digits.y)
    losses, seconds = np.array(classifier.loss_curve_), time.perf_counter() - started
    interrupted = any("interrupted" in str(warning.message) for warning in caught)
    if interrupted and not len(losses):
        raise KeyboardInterrupt
    network = classifier.network()
    J = nn.regularized_cost(network.theta, digits.X, nn.one_hot(digits.y, digits.classes), network.layer_sizes,
                            arguments.lambda_, hidden=network.hidden, output=network.output)
    message = ("Interrupted: these are the weights so far" if interrupted else
               "Stopped: the loss no longer sinks" if len(losses) < arguments.epochs else "Epochs done")
    steps = len(losses) * -(-len(digits.X) // batch_size)
    return nn.TrainingResult(network.theta, J, losses, message, steps, len(losses), seconds, layer_sizes,
                             interrupted), network


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
            reason = in_words(error)
            print(f"nn: error: {reason if str(path) in reason else f'{path}: {reason}'}", file=sys.stderr)
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
    if check.passed:                                                # str(check) has the table only where it is needed
        print(f"\n{table(check)}")
    return 0 if check.passed else 1


def figures(arguments):
    """nn figures"""
    network = nn.load_network(arguments.weights)
    embedded = "mnist5k" if network.layer_sizes[0] == 784 else None
    digits = read_digits(arguments.data or embedded, arguments.labels)._replace(classes=network.classes)
    if digits.X.shape[1] != network.layer_sizes[0]:
        raise ValueError(f"{arguments.weights} takes {network.layer_sizes[0]} inputs, but {digits.source} has "
                         f"{digits.X.shape[1]} pixels; name the network's own data with --data")
    nn.one_hot(digits.y, network.classes, name=f"{digits.source}: y")   # a label that the network does not know: now
    folder = output_folder(arguments.out)
    film = []
    if arguments.animate:
        film = [folder / "training.html" if arguments.animate is True else Path(arguments.animate)]
    snapshots = to_animate(arguments.weights, *film) if film else []
    print(f"accuracy {100 * score(network, digits):.2f} % on {len(digits.X)} digits ({digits.source})")
    files = draw(network, digits, digits, folder, arguments.seed, print)
    if film:
        animate(network, snapshots, digits, *film)
    print("Written: " + ", ".join(map(str, files + film)))


def demo(arguments):
    """nn demo"""
    out = Path(arguments.out)
    if out.is_dir():
        raise ValueError(f"{out} is a folder; wanted a file to write to, such as nn-demo.html")
    if out.suffix not in (".html", ".htm"):
        raise ValueError(f"{out}: the page is an .html file; wanted that ending")
    output_folder(out.parent)                                       # now: better to fail before the training than after
    exhibits = [saved(path) for path in arguments.weights] or trained(record=moments(200, (400, 25, 10)))
    written = page(exhibits)
    with atomic_write(out) as file:
        file.write(written)
    print(f"Written: {out} ({len(written) / 1e6:.1f} MB)")
    if arguments.open and not webbrowser.open(out.resolve().as_uri()):
        print("No browser was found here; open the file in one.")


def fetch(arguments):
    """nn data fetch mnist"""
    paths = nn.fetch_mnist(progress=True)
    print(f"MNIST is complete and verified in {cache_folder()}:")
    for path in paths:
        print(f"  {path}")
    print(f"Train on it:  nn train --data {paths[0]}")


def hidden_layers(units):
    """--hidden as a tuple: (25,) unless told, () for 0."""
    if units is None:
        return (25,)
    return tuple(unit for unit in units if unit)


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


def moments(max_evaluations, layer_sizes, numbers=2_000_000):
    """The evaluations at which nn train keeps the weights for a replay: up to 40, most of them early in training.

    numbers : the most that all of them together may hold

    >>> moments(400, (400, 25, 10))[:10], len(moments(400, (400, 25, 10)))
    ([1, 2, 3, 4, 5, 6, 7, 9, 10, 12], 33)
    """
    weights = sum(n_out * (n_in + 1) for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True))
    most = max(2, min(40, numbers // weights))
    return np.unique(np.geomspace(1, max_evaluations, most).round().astype(int)).tolist()


def save_weights(network, folder, snapshots):
    """As .npz, with the moments of training, and as .mat."""
    paths = [folder / "weights.npz", folder / "weights.mat"]
    nn.save_network(paths[0], *network, **as_arrays(snapshots))
    nn.save_network(paths[1], *network)
    return paths


def visualize_costs(costs, by_epoch):
    """The curve of nn train: after each iteration, or the mean over each epoch's batches."""
    from nn import visualize
    return visualize.plot_costs(costs, **({"first": 1, "xlabel": "epoch", "title": "Mean cost of each epoch's batches"}
                                          if by_epoch else {})).figure


def draw(network, digits, judged, folder, seed, say, cost_curve=None):
    """Writes the pictures of a network; returns their paths."""
    from nn import visualize  # slow to import, and needed for pictures only
    visualize.draw_to_files_only()
    Theta1 = nn.unflatten(network.theta, network.layer_sizes)[0]
    predicted = guess(network, judged)
    calls = dict(zip(judged.classes.tolist(), names(judged), strict=True))
    some = np.random.default_rng(seed).permutation(len(digits.X))[:100]
    unit = "hidden" if len(network.layer_sizes) > 2 else "output"
    first = f" (the first 100 of {len(Theta1)})" if len(Theta1) > 100 else ""
    kept_out = "; digits kept out of training" if judged is not digits else ""
    half = np.abs(Theta1[:, 1:]).max() / 2                          # a few large weights would leave all others grey
    pictures = {
        "digits.png": lambda: visualize.plot_images(digits.X[some], title=f"{len(some)} of {len(digits.X)} digits"),
        "hidden_units.png": lambda: visualize.plot_hidden_units(
            Theta1[:100], limits=(-half, half) if half else None, title=f"What each {unit} unit looks for{first}"),
        "misclassified.png": lambda: visualize.plot_misclassified(
            judged.X, judged.y, predicted, names=calls, caption=f"above each digit: predicted (true){kept_out}"),
    }
    side = round(np.sqrt(network.layer_sizes[0]))
    if side * side != network.layer_sizes[0]:
        say(f"No pictures of pixels: {network.layer_sizes[0]} inputs are no square image")
        pictures = {}
    if cost_curve is not None:
        pictures["cost.png"] = cost_curve
    pictures["confusion.png"] = lambda: visualize.plot_confusion_matrix(
        judged.y, predicted, judged.classes, names=names(judged),
        title=f"Which class is taken for which{kept_out}").figure
    for name, picture in pictures.items():
        visualize.save_figure(picture(), folder / name)
    return [folder / name for name in pictures]


def to_animate(weights, path):
    """The moments of training that a file carries; what cannot be done is said now, before anything is drawn."""
    from nn import visualize
    visualize.check_movie(path)
    output_folder(path.parent)
    snapshots = nn.load_snapshots(weights)
    if not snapshots:
        raise ValueError(f"{weights} holds no moments of its training, so there is nothing to animate; nn train keeps "
                         f"them in its weights.npz (not in a .mat, and not with --method sgd, adam or adagrad)")
    return snapshots


def animate(network, snapshots, digits, path):
    """Writes the training as an animation."""
    from nn import visualize
    n = network.layer_sizes[0]
    with visualize.slides():
        animation = visualize.animate_training(
            SimpleNamespace(snapshots=snapshots, layer_sizes=network.layer_sizes),
            digits.X, digits.y, digits.classes, hidden=network.hidden, output=network.output, names=names(digits),
            image_shape=None if round(np.sqrt(n)) ** 2 == n else (1, n))
        visualize.save_animation(animation, path, progress=True)

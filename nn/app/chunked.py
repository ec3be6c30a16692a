"""Examples in chunks: nn train --workers N or --scheduler HOST:PORT, and nn data chunk."""
from __future__ import annotations

import hashlib
import json
import logging
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from nn.app.commands import (
    accuracy_on_kept_out,
    check_results,
    check_small_network,
    save_weights,
    say_files,
    say_result,
    score,
    summary_of,
    tell,
)
from nn.app.inputs import Digits, output_folder, read_digits, shown_classes, training_and_test
from nn.app.pictures import draw, draw_costs
from nn.app.training import Trained, TrainOptions, fit_by_optimizer, hidden_units
from nn.arguments import Vector
from nn.files.chunks import open_chunks
from nn.files.cut import cut_into_chunks
from nn.files.kept_out import KeptOut
from nn.metrics import report_of


class Data(NamedTuple):
    """What a cluster is to train on."""
    examples: Any                       # chunks, or (X, y)
    classes: Vector | None              # None: the labels that occur
    source: str                         # where they come from, for people
    test: Digits | None = None          # those that they come with, to be kept out
    kept_out: KeptOut | None = None     # which these are

    @property
    def pixels(self) -> int:
        """Of an example."""
        return self.examples[0].shape[1] if self.classes is not None else self.examples[0].n


def train(options: TrainOptions) -> int:
    """nn train on a cluster: the exit status"""
    try:
        from nn import distributed  # slow to import, and not always installed
    except ImportError as error:
        raise ValueError(f"--workers and --scheduler need Dask: {error}") from None
    say = partial(tell, stream=sys.stderr if options.json else sys.stdout)
    data, folder = data_of(options), output_folder(options.out)     # now: better to fail before the training than after
    check_results(folder, data.pixels, options)
    check = check_small_network(options.seed)
    say(f"Gradient check on a small network: {check}")
    if not check.passed:
        return 1
    for logger in ("asyncio", "tornado.application"):               # about calls of Dask's that Ctrl-C has cut off
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    with cluster(options) as client:
        say(distributed.dashboard(client))
        if not distributed.are_alike(client):
            say("Note: the workers have different processors, or versions of NumPy or BLAS; the last digits of the "
                "result depend on which of them computes what")
        examples = distributed.Examples(data.examples, client, data.classes)
        trained = fit(examples, data.source, options, say)
        files = save_weights(trained.network, folder, trained.snapshots, data.kept_out)     # what follows can fail
        report = report_of(examples.confusion_matrix(trained.network), shown_classes(examples.classes))
        X, y = examples.some()
    return tell_all(trained, report, Digits(X, y, examples.classes, data.source), data.test, files, options, say)


def data_of(options: TrainOptions) -> Data:
    """The option --data: files that the workers read, or the digits that the package has or has downloaded."""
    if options.data not in (None, "mnist5k", "mnist"):
        chunks = open_chunks(options.data, options.labels)
        return Data(chunks, None, f"{options.data}, {len(chunks)} {'chunk' if len(chunks) == 1 else 'chunks'}")
    digits, test = training_and_test(read_digits(options.data, options.labels), None, options.seed)
    return Data((digits.X, digits.y), digits.classes, digits.source, test, digits.kept_out)


def cluster(options: TrainOptions) -> AbstractContextManager:
    """A client of the workers that --workers starts, or of the scheduler at --scheduler."""
    from nn import distributed
    if options.scheduler:
        return distributed.connected(options.scheduler)
    return distributed.local_cluster(options.workers or 1)


def fit(examples: Any, source: str, options: TrainOptions, say: Callable[[str], None]) -> Trained:
    """The network trained on the examples of a cluster, as nn.app.training.fit does it in one process.

    Raises : FloatingPointError where the training diverged; KeyboardInterrupt before there is a result
    """
    from nn import distributed
    layer_sizes = examples.n, *hidden_units(options.hidden), len(examples.classes)
    where = "kept in the workers' memory" if examples.kept else "read again for each evaluation"
    say(f"Training {'-'.join(map(str, layer_sizes))} on {examples.m} digits ({source}), {where} by "
        f"{examples.workers.number} workers, lambda = {options.lambda_:g}, {options.method}:")
    with np.errstate(over="ignore", invalid="ignore"):              # what overflows ends as "diverged"
        trained = fit_by_optimizer(lambda X, _, *others, **named: distributed.train(X, *others, **named), examples,
                                   None, examples.classes, layer_sizes, options)
    if trained.result.ended == "diverged":
        raise FloatingPointError(trained.result.message)
    return trained


def tell_all(trained: Trained, report: Any, some: Digits, test: Digits | None, files: list, options: TrainOptions,
             say: Callable[[str], None]) -> int:
    """Says what came out, and draws it; the exit status

    some : those of the digits that are drawn
    """
    result, network, _ = trained
    folder = output_folder(options.out)
    summary = summary_of(trained, report.accuracy, options)
    summary["theta_sha256"] = hashlib.sha256(network.theta.astype("<f8").tobytes()).hexdigest()
    say_result(result, report.accuracy, say)
    say(f"SHA-256 of theta: {summary['theta_sha256']}")
    if test is not None:
        summary["test_accuracy"] = score(network, test)
        say(accuracy_on_kept_out(summary["test_accuracy"], test))
    say(f"\n{report}\n")
    if not options.no_figures:
        say(f"The pictures show some of {len(some.X)} digits.")
        files += draw(network, some, some, folder, options.seed, say,
                      partial(draw_costs, result.costs, False))
    say_files(files, folder, say)
    if options.json:
        print(json.dumps(summary | {"files": [str(file) for file in files]}))
    return 0


def chunk(file: str, out: str, examples: int, labels: str | None) -> None:
    """nn data chunk"""
    written = []
    paths = cut_into_chunks(file, out, examples, labels, done=lambda name, new: written.append(new))
    print(f"{len(paths)} chunks of at most {examples} examples in {out}: {sum(written)} written, "
          f"{len(written) - sum(written)} there already")
    print(f"Train on them:  nn train --data '{out}/*.npz' --workers 2")

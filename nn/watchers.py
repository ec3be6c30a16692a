"""Watchers of train: a progress bar, and a record of the weights on the way.

A watcher is any function of a Progress; train(…, watch=[…]) calls it after each evaluation, or epoch, and at the end.
The one that writes a file is in nn/files/checkpoint.py.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from nn.network import Snapshot
from nn.training import Progress


class Recorder:
    """Keeps the best weights at chosen evaluations, and those at the end, as its snapshots.

    evaluations : numbers of evaluations, such as (1, 10, 100); 1 is the start
    snapshots   : list of Snapshot so far; those of an earlier part of the same training, which was resumed, come first

    >>> recorder = Recorder((1, 10))
    >>> for evaluations in range(1, 13):
    ...     recorder(Progress(None, 1 / evaluations, (1.0,), evaluations, 0.0, done=evaluations == 12))
    >>> [(shot.evaluations, shot.cost) for shot in recorder.snapshots]
    [(1, 1.0), (10, 0.1), (12, 0.08333333333333333)]
    """

    def __init__(self, evaluations: Iterable[int], snapshots: Iterable[Snapshot] = ()):
        self.evaluations, self.snapshots = set(evaluations), list(snapshots)

    def __call__(self, progress: Progress) -> None:
        last = self.snapshots[-1].evaluations if self.snapshots else 0
        if progress.evaluations > last and (progress.done or progress.evaluations in self.evaluations):
            self.snapshots.append(Snapshot(progress.evaluations, progress.cost, progress.theta))


def progress_bar(total: int, unit: str = "eval", done: int = 0) -> Callable[[Progress], None]:
    """A watcher that draws a tqdm bar with the cost on stderr.

    total : evaluations to be expected; of minibatches: epochs, with unit="epoch"
    unit  : "eval" counts evaluations, "epoch" the entries of costs
    done  : how many of them an earlier part of the same training has had
    Raises : ValueError where it is used as a watcher itself, without the call that makes one
    """
    if isinstance(total, Progress):
        raise ValueError("progress_bar makes a watcher, and is not one itself: watch=[progress_bar(400)]")
    bar: Any = None

    def watch(progress: Progress) -> None:
        nonlocal bar
        if bar is None:                             # not before: a training that fails at once leaves no bar behind
            from tqdm import tqdm  # slow to import
            bar = tqdm(total=total, initial=done, desc="training", unit=unit, mininterval=0.2)
        bar.set_postfix_str(f"cost {progress.cost:.4f}", refresh=False)
        bar.update((progress.evaluations if unit == "eval" else len(progress.costs)) - bar.n)
        if progress.done:
            bar.close()
    return watch

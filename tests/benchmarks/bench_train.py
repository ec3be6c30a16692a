"""The command nn train as a whole, and its pictures; from the start of the process to its end."""
from functools import partial

from children import child, command
from machine import cores
from side_by_side import Row, at_most, at_most_seconds, in_turn


def test_the_pictures_of_nn_train(record, tmp_path):
    train = partial(command, "-m", "nn", "train", "--max-evaluations", "20", "--out", str(tmp_path))
    took = in_turn({"with": train, "without": partial(train, "--no-figures")}, rounds=5, warm=False)
    pictures = took["with"]._replace(wall=took["with"].wall - took["without"].wall,
                                     processor=took["with"].processor - took["without"].processor)
    record(Row("the five pictures of `nn train`: what it takes more than with `--no-figures`", pictures,
               bound=at_most_seconds(1.5)))


def test_nn_train_against_its_400_evaluations(record, tmp_path):
    took = in_turn({"": partial(command, "-m", "nn", "train", "--out", str(tmp_path)),
                    "one thread": partial(child, "one_evaluation", 1),
                    "all threads": partial(child, "one_evaluation", cores())}, rounds=3, warm=False)
    better = min("one thread", "all threads", key=lambda threads: took[threads].wall)
    record(Row("`nn train`, all of it", took[""], f"400 times `cost_and_gradient` ({better}, the better of the two)",
               took[better].times(400), at_most(1.3, plus=2)))

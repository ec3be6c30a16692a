"""What looks on while train works."""
import numpy as np
import pytest

import nn


def test_the_bar_shows_evaluations_and_the_cost_on_stderr(small, capsys):
    theta, X, Y, layer_sizes = small
    nn.train(X, Y, layer_sizes, max_evaluations=5, watch=[nn.progress_bar(5)])
    out, err = capsys.readouterr()
    assert out == "" and "training: 100%" in err and "5/5" in err and "cost " in err


def test_the_bar_counts_epochs_of_minibatches(small, capsys):
    theta, X, Y, layer_sizes = small
    nn.train(X, Y, layer_sizes, method="adam", epochs=4, watch=[nn.progress_bar(4, unit="epoch")])
    assert "4/4" in capsys.readouterr().err


def test_snapshots_are_the_best_theta_at_the_evaluations_to_record_and_at_the_end(small):
    theta, X, Y, layer_sizes = small
    recorder = nn.Recorder((1, 10, 1000))
    result = nn.train(X, Y, layer_sizes, max_evaluations=30, theta=theta, watch=[recorder])
    assert [one.evaluations for one in recorder.snapshots] == [1, 10, result.evaluations]
    assert np.array_equal(recorder.snapshots[0].theta, theta)
    assert np.array_equal(recorder.snapshots[-1].theta, result.theta)
    for one in recorder.snapshots:
        assert one.cost == pytest.approx(nn.regularized_cost(one.theta, X, Y, layer_sizes, 1.0), rel=1e-12)

"""The replay of a training in the page of nn demo: its frames, its curves, and the badge that says what is shown."""
import base64
import time

import numpy as np
import pytest

import nn
from nn.app.demo import pack
from nn.app.demo import page as demo
from nn.network import Network, Snapshot

SIZES = (400, 6, 10)
PLENTY = 10 ** 7


def random_network(seed=3, **activations):
    theta = nn.random_init(SIZES, np.random.default_rng(seed), epsilon=0.5)
    return Network(theta, SIZES, np.arange(1, 11), **activations)


def snapshots_of(network, evaluations=(1, 3, 9, 30)):
    """From a tenth of the weights to all of them."""
    return [Snapshot(n, 7 / n, network.theta * share)
            for n, share in zip(evaluations, np.linspace(0.1, 1, len(evaluations)), strict=True)]


# ---------------------------------------------------------------- pack.py

def test_a_frame_that_changes_nothing_is_left_out():
    network = random_network()
    one, two, three, four = snapshots_of(network)
    stalled = [one, two, two._replace(evaluations=4), two._replace(evaluations=5), three, four,
               four._replace(evaluations=31)]
    assert [frame["evaluations"] for frame in pack.as_replay(stalled, network, PLENTY)] == [1, 3, 9, 30]


def test_the_costs_and_accuracies_of_a_frame_are_those_of_nn_on_both_parts():
    network, new = random_network(), pack.new_digits()
    frame = pack.as_replay(snapshots_of(network), network, PLENTY, new)[1]
    theta, (X, y) = network.theta * 0.4, nn.load_ex4()
    parts = {"training": np.setdiff1d(np.arange(5000), new), "new": new}
    assert frame["J"] == 7 / 3 and frame["cost"].keys() == frame["accuracy"].keys() == parts.keys()
    for part, rows in parts.items():
        J = nn.cost(theta, X[rows], nn.one_hot(y, range(1, 11))[rows], SIZES)
        right = nn.accuracy(y[rows], nn.predict(theta, X[rows], SIZES, range(1, 11)))
        assert frame["cost"][part] == pytest.approx(J, abs=1e-12)
        assert frame["accuracy"][part] == pytest.approx(right, abs=1e-12)


def test_where_new_digits_are_not_known_a_frame_speaks_of_all():
    network, (X, y) = random_network(output="softmax"), nn.load_ex4()
    frame = pack.as_replay(snapshots_of(network), network, PLENTY)[-1]
    J = nn.cost(network.theta, X, nn.one_hot(y, range(1, 11)), SIZES, output="softmax")
    assert frame["cost"] == {"all": pytest.approx(J, abs=1e-12)} and list(frame["accuracy"]) == ["all"]


def test_a_network_that_does_not_know_all_digits_has_a_cost_too():
    """The other digits have y = 0 at each output."""
    network = Network(np.zeros(401 * 2), (400, 2), np.array(["3", "8"]))
    assert pack.costs(network) == pytest.approx(2 * np.log(2))


@pytest.mark.parametrize("bits", [16, 8])
def test_weights_are_stored_in_as_many_bits_as_there_is_room_for(bits):
    network, snapshots = random_network(), snapshots_of(random_network())
    room = 4 * pack.bytes_of_frame(network, bits)
    for frame, snapshot in zip(pack.as_replay(snapshots, network, room), snapshots, strict=True):
        assert frame["bits"] == bits
        q = np.frombuffer(base64.b64decode(frame["q"]), f"<i{bits // 8}")
        scales = np.frombuffer(base64.b64decode(frame["scales"]), "<f4")
        rows = [row for Theta in nn.unflatten(snapshot.theta, SIZES) for row in Theta]
        units = [row for Theta in nn.unflatten(q.astype(float), SIZES) for row in Theta]
        for row, whole, scale in zip(rows, units, scales, strict=True):
            largest = np.abs(row).max()
            assert scale == pytest.approx(largest / (2 ** (bits - 1) - 1), rel=1e-6)     # float32
            assert np.abs(whole * scale - row).max() <= 0.51 * scale


def test_a_frame_takes_no_more_room_than_is_reckoned():
    for sizes in [SIZES, (784, 160, 10)]:
        network = Network(nn.random_init(sizes, np.random.default_rng(0)), sizes, np.arange(10))
        for bits in (8, 16):
            frame = pack.as_frame(Snapshot(123456, 1 / 3, network.theta), network, bits, pack.new_digits())
            assert 0 <= pack.bytes_of_frame(network, bits) - len(demo.as_json(frame)) < 300


def test_weights_of_zero_can_be_stored():
    network = random_network()
    frame = pack.as_frame(Snapshot(1, 6.9, 0 * network.theta), network, 8)
    assert not any(base64.b64decode(frame["q"]))


# ---------------------------------------------------------------- data.js, curves.js, badge.js

browser_test = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]


def marked(test):
    for mark in browser_test:
        test = mark(test)
    return test


@marked
def test_the_page_reads_what_pack_has_stored(run):
    network = random_network()
    snapshots = snapshots_of(network)
    for bits, room in ((16, PLENTY), (8, 4 * pack.bytes_of_frame(network, 8))):
        replay = pack.as_replay(snapshots, network, room)
        assert {frame["bits"] for frame in replay} == {bits}
        theta = run("data.js", "return m.thetaAt({layer_sizes: $0, replay: $1}, 1)", SIZES, replay)
        pairs = zip(nn.unflatten(np.array(theta), SIZES), nn.unflatten(snapshots[1].theta, SIZES), strict=True)
        for found, expected in pairs:
            scale = np.abs(expected).max(axis=1, keepdims=True) / (2 ** (bits - 1) - 1)
            assert (np.abs(found - expected) <= 0.51 * scale).all()


@marked
def test_evaluations_lie_on_a_logarithmic_axis_with_ticks_at_1_2_5_10(run):
    axis = run("curves.js", "return m.logarithmicAxis('evaluations', [1, 10, 100])")
    np.testing.assert_allclose(axis["places"], [0, 0.5, 1])
    assert [text for _, text in axis["ticks"]] == ["1", "2", "5", "10", "20", "50", "100"]
    places = [place for place, _ in axis["ticks"]]
    np.testing.assert_allclose(places, np.log10([1, 2, 5, 10, 20, 50, 100]) / 2, atol=1e-12)
    assert run("curves.js", "return m.oneTwoFive(3, 60)") == [5, 10, 20, 50]
    one = run("curves.js", "return m.logarithmicAxis('evaluations', [7])")
    assert one["places"] == [0]


@marked
def test_ticks_have_a_line_of_text_each(run):
    """Of 0, 2, 4, 6, 8 in a drawing 10, 4, 2 and 0.5 rem high."""
    assert run("curves.js", "return [10, 4, 2, 0.5].map(height => m.apart([0, 2, 4, 6, 8], height))") == [
        [0, 2, 4, 6, 8], [0, 4, 8], [0, 6], [0, 8]]


@marked
def test_epochs_lie_on_an_axis_from_0_with_few_round_ticks(run):
    axis = run("curves.js", "return m.linearAxis('epochs', [0, 1.5, 6])")
    assert axis["places"] == [0, 0.25, 1] and [text for _, text in axis["ticks"]] == ["0", "2", "4", "6"]
    assert run("curves.js", "return m.linearAxis('epochs', [0]).places") == [0]
    assert run("curves.js", "return [6.93, 0.3, 400, 1].map(most => m.niceTicks(most))") == [
        [0, 2, 4, 6], [0, 0.1, 0.2, 0.3], [0, 100, 200, 300, 400], [0, 0.2, 0.4, 0.6, 0.8, 1]]


@marked
def test_the_badge_says_what_is_shown_in_place_of_the_trained_network(run):
    accuracy = {"training": 0.127, "new": 0.119}
    trained = {"replay": [{"evaluations": 1}, {"evaluations": 9, "accuracy": accuracy}]}
    live = {"origin": "live", "epochs": 3.21, "accuracy": accuracy}
    texts = run("badge.js", "return $0.map(state => m.badgeText(state, $1, $1.replay[1].accuracy)?.long ?? null)", [
        {"own": None, "frame": None}, {"own": None, "frame": 1}, {"own": live, "frame": None},
        {"own": {"origin": "steps", "steps": 3, "eta": 0.5}, "frame": None},
        {"own": {"origin": "steps", "steps": 1, "eta": 2}, "frame": None}], trained)
    right = "training 12.7 % · new digits 11.9 % right"
    assert texts == [None, f"during training: evaluation 9, {right}", f"during training: epoch 3.21, {right}",
                     "changed by 3 steps of η = 0.5: training 12.7 % · new digits 11.9 %",
                     "changed by 1 step of η = 2: training 12.7 % · new digits 11.9 %"]


# ---------------------------------------------------------------- the page

@marked
def test_a_link_into_a_training_says_so_and_a_button_leads_back(browser, tmp_path):
    network = random_network()
    path = tmp_path / "page.html"
    shown = demo.ShownNetwork(network, "a network", snapshots_of(network), None, pack.new_digits())
    path.write_bytes(demo.page([shown]))
    browser.get_log("browser")                                      # of what came before
    browser.get(path.as_uri() + "#frame=2&unit=3&topic=replay")
    until = time.monotonic() + 10
    while not browser.execute_script("return document.body.dataset.ready"):
        assert time.monotonic() < until
        time.sleep(0.02)

    def badges():
        return browser.execute_script("""
            return [...document.querySelectorAll(".badge")].filter(one => one.offsetHeight)
                .map(one => one.firstChild.textContent)""")

    def texts(selector):
        return browser.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent)", selector)
    X, y = nn.load_ex4()
    right = nn.predict(0.7 * network.theta, X, SIZES, range(1, 11)) == y
    new = pack.new_digits()
    accuracy = f"training {100 * np.delete(right, new).mean():.1f} % · new digits {100 * right[new].mean():.1f} %"
    assert badges() == [f"during training: evaluation 9, {accuracy} right", *2 * ["during training"]]
    assert len(texts("#curves polyline")) == 4                      # both parts, in both drawings
    assert texts("#curves text")[-8:] == ["0 %", "50 %", "100 %", "1", "2", "5", "10", "20"]
    assert texts("#snapshot span")[:2] == ["evaluation 9", f"J = {7 / 9:.3f}"]
    browser.execute_script("document.querySelectorAll('.badge button')[1].click()")
    assert badges() == [] and browser.execute_script("return nn.state.frame") is None
    assert texts("#snapshot span")[0] == "evaluation 30"
    browser.execute_script("document.getElementById('back').click()")
    assert len(badges()) == 3
    assert browser.get_log("browser") == []

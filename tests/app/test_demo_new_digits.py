"""Training digits and new ones: the page of nn demo says of each accuracy which digits it is of."""
import json
import re
import time
from base64 import b64decode

import numpy as np
import pytest

import nn
from nn.app.cli import main
from nn.app.demo import page as demo
from nn.app.demo.pack import means, new_digits, numbers
from nn.files.kept_out import KeptOut, sha256_of_examples
from nn.network import Network, Snapshot

SIZES = (400, 4, 10)


def untrained(layer_sizes=SIZES):
    """A network that reads about a tenth of the digits."""
    classes = np.arange(1, 11) if layer_sizes[0] == 400 else np.arange(10)
    return Network(nn.random_init(layer_sizes, np.random.default_rng(3)), layer_sizes, classes)


def examples(pixels):
    """X of the 5,000 digits, as nn train has it."""
    images, _ = nn.load_mnist5k()
    return nn.load_ex4()[0] if pixels == 400 else images.reshape(5000, 784) / 255


def right(network):
    """(5000,) bool: which digits nn.predict reads right."""
    digits = nn.load_mnist5k()[1]
    return network.predict(examples(network.layer_sizes[0])) % 10 == digits


def data_of(networks):
    """What the page of these networks carries."""
    text = demo.page(networks).decode()
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, flags=re.S)[1])


def unpacked(text):
    return np.frombuffer(b64decode(text), "<u2").tolist()


# what is packed

def test_a_fifth_of_each_class_is_new():
    new, digits = new_digits(), nn.load_mnist5k()[1]
    assert len(new) == len(set(new.tolist())) == 1000 and (np.diff(new) > 0).all()
    assert np.bincount(digits[new]).tolist() == 10 * [100]


def test_they_are_those_that_nn_train_keeps_out(tmp_path):
    arguments = ["train", "--test-fraction", "0.2", "--max-evaluations", "1", "--no-figures", "--out", str(tmp_path)]
    assert main(arguments) == 0
    for name in ("weights.npz", "weights.mat"):
        assert demo.load_shown(tmp_path / name).kept_out.tolist() == new_digits().tolist()


def test_the_networks_of_the_page_never_see_them(monkeypatch):
    seen, train = [], nn.train

    def spy(X, Y, *arguments, **options):
        seen.append((X, Y))
        return train(X, Y, *arguments, **options)
    monkeypatch.setattr(nn, "train", spy)
    shown, = demo.train_shown((3,), (1.0,), max_evaluations=2)
    (X, Y), = seen
    new, known = ({row.tobytes() for row in rows} for rows in (nn.load_ex4()[0][new_digits()], X))
    assert X.shape == (4000, 400) and Y.sum(axis=0).tolist() == 10 * [400] and not new & known
    assert shown.kept_out.tolist() == new_digits().tolist()


def test_each_accuracy_is_that_of_its_digits():
    network, rows = untrained(), np.arange(3, 5000, 7)
    snapshots = [Snapshot(n, 7 / n, n * network.theta) for n in (1, 5)]
    data = data_of([demo.ShownNetwork(network, "known", snapshots, kept_out=rows),
                    demo.ShownNetwork(network, "not known", snapshots)])
    assert unpacked(data["digits"]["new"]) == new_digits().tolist()
    known, not_known = data["networks"]
    assert unpacked(known["keptOut"]) == rows.tolist() and not_known["keptOut"] is None
    for packed, theta in [(known, network.theta), *zip(known["replay"], [one.theta for one in snapshots], strict=True)]:
        reads = right(network._replace(theta=theta))
        shares = {"training": np.mean([reads[i] for i in range(5000) if i % 7 != 3]), "new": np.mean(reads[3::7])}
        assert packed["accuracy"] == pytest.approx(shares, abs=1e-12)
    assert not_known["accuracy"] == pytest.approx({"all": right(network).mean()}, abs=1e-12)
    assert [set(one["accuracy"]) for one in not_known["replay"]] == 2 * [{"all"}]


def test_accuracies_by_hand():
    reads = np.array([True, True, False, False, True])
    assert means(reads, np.array([0, 3])) == {"training": 2 / 3, "new": 0.5}
    assert means(reads, None) == {"all": 0.6}
    assert unpacked(numbers(np.array([0, 255, 4999]))) == [0, 255, 4999]


@pytest.mark.parametrize("pixels", [400, 784])
def test_a_file_says_which_digits_are_new_to_its_network(tmp_path, pixels):
    network, rows, X = untrained((pixels, 4, 10)), np.array([0, 17, 4999]), examples(pixels)
    for kept_out, expected in [(KeptOut(rows, sha256_of_examples(X)), rows.tolist()), (None, None),
                               (KeptOut(rows, sha256_of_examples(X[:4000])), None)]:
        nn.save_network(tmp_path / "net.npz", network, kept_out=kept_out)
        found = demo.load_shown(tmp_path / "net.npz").kept_out
        assert (found if found is None else found.tolist()) == expected


def test_room_for_the_replays_is_shared_by_the_number_of_weights():
    """So that all of them have about as many frames where the page becomes too large."""
    large, small = untrained((784, 100, 10)), untrained((784, 25, 10))
    networks = [demo.ShownNetwork(one, "", [Snapshot(n, 1.0, one.theta / n) for n in range(1, 40)])
                for one in (large, small)]
    frames = [len(one["replay"]) for one in data_of(networks)["networks"]]
    assert 2 < min(frames) and max(frames) - min(frames) <= 1 < max(frames) < 39


@pytest.mark.nightly
def test_regularization_costs_training_accuracy_and_helps_on_new_digits():
    """The figures of the page's networks: λ = 0 learns 99.9 % of its digits by heart, λ = 1 is best on new ones."""
    found = [means(right(one.network), one.kept_out) for one in
             sorted(demo.train_shown((25,), (0.0, 1.0, 10.0)), key=lambda one: one.lambda_)]
    training, new = ([one[part] for one in found] for part in ("training", "new"))
    # whole percent: the optimizer's path depends on the machine's rounding
    np.testing.assert_allclose(training, [0.999, 0.992, 0.942], atol=0.01)
    np.testing.assert_allclose(new, [0.917, 0.938, 0.925], atol=0.01)
    assert training[0] > training[1] > training[2] and new[1] == max(new)


# what is shown

@pytest.fixture(scope="module")
def networks():
    """λ = 0 and 1 with 3 and 4 hidden units, trained a little; first one that does not say what is new to it."""
    return [demo.ShownNetwork(untrained(), "from elsewhere.npz"),
            *demo.train_shown((3, 4), (0.0, 1.0), max_evaluations=25, first=(4, 1.0))]


@pytest.fixture
def page(browser, networks, tmp_path):
    """The browser on the page of these networks; in the end its console must be empty."""
    pytest.importorskip("selenium.webdriver")
    (tmp_path / "page.html").write_bytes(demo.page(networks))
    browser.get((tmp_path / "page.html").as_uri())
    until = time.monotonic() + 10
    while not browser.execute_script("return document.body.dataset.ready"):
        assert time.monotonic() < until
    browser.get_log("browser")
    yield browser
    assert browser.get_log("browser") == []


def text(browser, selector):
    return browser.execute_script("return document.querySelector(arguments[0]).textContent", selector)


def visible(browser, selector):
    return browser.execute_script("return document.querySelector(arguments[0]).checkVisibility()", selector)


def click(browser, selector):
    browser.execute_script("document.querySelector(arguments[0]).click()", selector)


def go_to(browser, hash):
    browser.execute_script("""history.replaceState(null, "", arguments[0]);
                              dispatchEvent(new HashChangeEvent("hashchange"));""", hash)


def set_to(browser, selector, value):
    """A slider or a list as a hand sets it."""
    browser.execute_script("""const one = document.querySelector(arguments[0]);
        one.value = arguments[1];
        one.dispatchEvent(new Event(one.type === "range" ? "input" : "change"));""", selector, value)


def strip(browser, pages=3):
    """(number, is it marked as new?) of each digit in the first pages of the strip."""
    found = []
    for _ in range(pages):
        found += browser.execute_script("""return [...document.querySelectorAll("#strip button")].map(
            one => [Number(one.dataset.digit), one.classList.contains("new")])""")
        if browser.execute_script("return document.getElementById('next').disabled"):
            break
        click(browser, "#next")
    return found


def in_turns(digits):
    """Numbers of digits as the strip offers them: a digit of each class, then the next of each."""
    return sorted(digits, key=lambda i: (i % 500, i))


def percent(reads):
    return f"{100 * np.mean(reads):.1f} %"


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])
def test_the_page_says_of_each_accuracy_which_digits_it_is_of(page, networks):
    new, (X, y) = new_digits(), nn.load_ex4()
    assert page.execute_script("return Array.from(nn.data.newDigits)") == new.tolist()

    # the network of the file: it is not known what is new
    reads = right(networks[0].network)
    assert text(page, "#about") == f"400–4–10 units from {networks[0].name}; accuracy: {percent(reads)} of all digits"
    assert text(page, "#digits-text") == f"misread: {np.sum(~reads)} of all 5000 digits"
    assert not any(visible(page, one) for one in ("#fresh", "#new-mark", "#lambda", "#lambda-chart"))
    assert strip(page) == [[i, False] for i in in_turns(range(5000))[:60]]

    # those of the page: the list leads to them, then sliders choose
    set_to(page, "#network", page.execute_script("return document.querySelector('#network').lastChild.value"))
    assert text(page, "#network option:last-child") == "4 networks of this page, by λ and hidden units"
    assert text(page, "#lambda-value") == "1"
    for units, lambda_ in [(4, 1.0), (4, 0.0), (3, 0.0)]:
        set_to(page, "#hidden-size", units - 3)
        set_to(page, "#lambda", int(lambda_))
        shown, = (one for one in networks if one.lambda_ == lambda_ and one.network.layer_sizes[1] == units)
        reads = right(shown.network)
        training, fresh = percent(np.delete(reads, new)), percent(reads[new])
        assert text(page, "#about") == (f"400–{units}–10 units; accuracy: training {training} · new digits {fresh}")
        assert text(page, "#digits-text") == (
            f"misread: {np.sum(~np.delete(reads, new))} of 4000 training digits, "
            f"{np.sum(~reads[new])} of 1000 new digits")
        chart = page.execute_script(
            "return [...document.querySelectorAll('#lambda-chart text')].map(one => one.textContent)")
        assert chart == [training, "training", fresh, "new digits"]
        of_all = text(page, "#lambda-chart title").split("; ")
        assert of_all[int(lambda_)] == f"λ = {int(lambda_)}: training {training} · new digits {fresh}"

    # the pad says which of both its digit is
    for digit, kind in ((new[0], "new"), (np.setdiff1d(range(9), new)[0], "training")):
        go_to(page, f"#net={page.execute_script('return nn.state.net')}&digit={digit + 1}")
        assert text(page, "#seen-text") == f"20×20 pixels, {kind} digit {digit + 1}"

    # after steps on one digit it says what they did to the others
    go_to(page, f"#net={page.execute_script('return nn.state.net')}&digit=7&truth=3&topic=backprop&part=5")
    click(page, "#many-steps")
    moved = right(shown.network._replace(theta=np.array(page.execute_script("return [...nn.state.own.theta]"))))[new]
    assert text(page, "#step-note") == (
        "100 steps on this digit alone; accuracy on new digits "
        f"{percent(right(shown.network)[new])} → {percent(moved)}")
    assert f"new digits {percent(moved)}" in text(page, "header .badge")
    assert text(page, "#hidden-size-name") == "trained: hidden units"
    click(page, "#tab-confusion")
    assert text(page, "#confusion-text") == (
        f"{moved.sum()} of 1000 new digits read correctly by the network shown above (changed weights)")

    # the strip: marks, and only the new ones, those that are an 8 and read as a 3
    predicted = shown.network.predict(X) % 10
    assert strip(page) == [[i, i in new] for i in in_turns(range(5000))[:60]]
    click(page, "#fresh")
    assert strip(page) == [[i, True] for i in in_turns(new.tolist())[:60]] and text(page, "#where").endswith("/ 50")
    read_as = int(np.bincount(predicted[new][y[new] == 8], minlength=10).argmax())
    go_to(page, f"#net={page.execute_script('return nn.state.net')}&of=8&read={read_as}&fresh=1")
    misread = [i for i in new.tolist() if y[i] == 8 and predicted[i] == read_as]
    assert strip(page, pages=5) == [[i, True] for i in misread] != []
    lists = page.execute_script("return ['of', 'read'].map(id => document.getElementById(id).value)")
    assert lists == ["8", str(read_as)]
    assert "kept out of training" in page.execute_script(
        "return document.querySelector('#strip button').getAttribute('aria-label')")

    # a page that is not there is the last one, and one turns back from it; where there is no digit, that is said
    go_to(page, f"#net={page.execute_script('return nn.state.net')}&page=4000&fresh=1")
    assert text(page, "#where") == "50 / 50"
    click(page, "#previous")
    assert strip(page) == [[i, True] for i in in_turns(new.tolist())[-40:]]
    nothing = next(d for d in range(10) if d not in predicted[new][y[new] == 8])
    set_to(page, "#of", 8)
    set_to(page, "#read", nothing)
    assert text(page, "#strip") == "none" and text(page, "#where") == "1 / 1"
    set_to(page, "#read", read_as)
    assert strip(page, pages=5) == [[i, True] for i in misread]

    # a network of which it is not known offers all digits, and keeps the choice for those of which it is
    set_to(page, "#network", 0)
    set_to(page, "#of", "")
    set_to(page, "#read", "")
    assert text(page, "#where") == "1 / 250" and not visible(page, "#fresh")

"""Gradient descent in the page of nn demo: its steps are those of nn, and the page shows them."""
import time

import numpy as np
import pytest

import nn
from nn.app.demo import pack
from nn.app.demo import page as demo
from nn.network import Network
from nn.solvers import momentum_step

pytest.importorskip("selenium.webdriver", reason="pip install selenium to test the page in a browser")
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]


# ---------------------------------------------------------------- random.js

def mulberry32(seed, count):
    """The first numbers of the generator, in whole numbers without end, cut off to 32 bits."""
    numbers, a, bits = [], seed, 2 ** 32 - 1
    for _ in range(count):
        a = (a + 0x6D2B79F5) & bits
        t = (a ^ a >> 15) * (a | 1) & bits
        t = (t + ((t ^ t >> 7) * (t | 61)) & bits) ^ t
        numbers.append((t ^ t >> 14) / 2 ** 32)
    return numbers


def test_a_seed_gives_the_same_numbers_everywhere(run):
    drawn = "const random = m.generator($0); return Array.from({length: 1000}, random)"
    for seed in (1, 2, 2 ** 31):
        assert run("random.js", drawn, seed) == mulberry32(seed, 1000)
    assert abs(np.mean(mulberry32(1, 1000)) - 0.5) < 3 / np.sqrt(12 * 1000)         # three standard errors


def test_each_order_of_the_examples_is_as_likely_as_any_other(run):
    orders = run("random.js", """
        const random = m.generator(3);
        const shuffled = items => { m.shuffle(items, random); return items; };
        return Array.from({length: 6000}, () => shuffled([0, 1, 2]))""")
    counts = np.unique(orders, axis=0, return_counts=True)[1]
    assert len(counts) == 6 and np.abs(counts - 1000).max() < 4 * np.sqrt(1000 * 5 / 6)     # four standard deviations


def test_the_first_weights_are_as_large_as_those_of_random_init(run):
    layer_sizes = (30, 20, 10)
    theta = np.array(run("random.js", "return m.randomInit($0, m.generator(1))", layer_sizes))
    largest = [np.abs(Theta).max() for Theta in nn.unflatten(theta, layer_sizes)]
    np.testing.assert_allclose(largest, [np.sqrt(6 / 50), np.sqrt(6 / 30)], rtol=0.03)      # of 620 and 210 numbers
    assert (theta < 0).mean() == pytest.approx(0.5, abs=0.06)


# ---------------------------------------------------------------- descent.js, examples.js

#: (minibatch, η, λ, μ, hidden units)
SETTINGS = [(20, 0.1, 1.0, 0.0, 25), (97, 0.3, 30.0, 0.9, 7), (1, 0.03, 0.1, 0.99, 3)]

DESCEND = """
    const {unpack} = await import("./data.js"), {examplesOf} = await import("./examples.js");
    const {images, labels, newDigits} = await unpack({digits: $0, networks: []});
    const examples = examplesOf(images, labels, 400), isNew = new Uint8Array(labels.length);
    for (const i of newDigits) isNew[i] = 1;
    const rows = [...labels.keys()].filter(i => !isNew[i]);
    const runs = $1.map(([batchSize, rate, lambda, momentum, hidden]) => {
        const descent = m.beginDescent(examples, rows, hidden, 1), start = descent.theta.slice();
        const batches = [], costs = [];
        for (let i = 0; i < 50; i++) {
            const {next} = descent;
            costs.push(m.step(descent, {batchSize, rate, lambda, momentum}));
            batches.push(descent.order.slice(next, next + batchSize));
        }
        return {start, batches, costs, end: descent.theta, score: m.score(descent, isNew), seen: descent.seen};
    });
    const x = new Float64Array(401), {values, columns, starts} = examples;
    for (let e = starts[4321]; e < starts[4322]; e++) x[columns[e]] = values[e];
    return {x, newDigits, runs};
"""


@pytest.fixture(scope="module")
def problem():
    """X, Y and the rows of both parts."""
    X, y = nn.load_ex4()
    return X, nn.one_hot(y, range(1, 11)), np.setdiff1d(np.arange(5000), pack.new_digits()), pack.new_digits()


def test_50_steps_have_the_costs_of_nn(run, problem):
    X, Y, rows, new = problem
    found = run("descent.js", DESCEND, pack.as_digits(), SETTINGS)
    assert found["newDigits"] == new.tolist()
    np.testing.assert_allclose(found["x"], [1, *X[4321]], rtol=0, atol=1e-12)
    for (_, rate, lambda_, momentum, hidden), one in zip(SETTINGS, found["runs"], strict=True):
        layer_sizes, theta = (400, hidden, 10), np.array(one["start"])
        velocity = np.zeros_like(theta)
        seen = np.concatenate(one["batches"])[:4000]
        assert len(set(seen)) == len(seen) and set(seen) <= set(rows)       # no example twice in an epoch, no new digit
        for batch, cost in zip(one["batches"], one["costs"], strict=True):
            J, gradient = nn.cost_and_gradient(theta, X[batch], Y[batch], layer_sizes, lambda_ * len(batch) / 4000)
            assert cost == pytest.approx(J, rel=1e-9, abs=1e-9)
            step, velocity = momentum_step(velocity, gradient, rate, momentum, nesterov=False)
            theta = theta + step
        # rounding, in float64 on both sides, grows from step to step
        np.testing.assert_allclose(one["end"], theta, rtol=0, atol=1e-9)
        assert one["seen"] == sum(map(len, one["batches"]))
        for part, numbers in (("training", rows), ("new", new)):
            J = nn.cost(theta, X[numbers], Y[numbers], layer_sizes)
            assert one["score"]["cost"][part] == pytest.approx(J, abs=1e-9)
            right = nn.predict(theta, X[numbers], layer_sizes, range(10)) == Y[numbers].argmax(axis=1)
            assert one["score"]["accuracy"][part] == pytest.approx(right.mean(), abs=1e-12)


#: 60 examples of 4 inputs and 3 classes, which a network can learn
SMALL = """
    const random = (await import("./random.js")).generator(7);
    const values = [], columns = [], starts = [0], k = [], rows = Array.from({length: 50}, (_, i) => i);
    for (let i = 0; i < 60; i++) {
        k.push(i % 3);
        values.push(1, ...[0, 1, 2, 3].map(j => random() + (j === i % 3 ? 1 : 0)));
        columns.push(0, 1, 2, 3, 4);
        starts.push(values.length);
    }
    const examples = {inputs: 4, values, columns, starts, k};
    const isNew = k.map((_, i) => i >= 50), settings = {batchSize: 10, rate: 0.5, momentum: 0, lambda: 0};
    const begin = () => m.beginDescent(examples, rows, 6, 1, 3);
"""


def test_the_same_start_gives_the_same_training_and_the_last_minibatch_may_be_shorter(run):
    found = run("descent.js", SMALL + """
        const one = begin(), other = begin(), odd = {...settings, batchSize: 20};
        const costs = [one, other].map(descent => Array.from({length: 30}, () => m.step(descent, settings)));
        const short = begin(), seen = [];
        for (let i = 0; i < 6; i++) { m.step(short, odd); seen.push([short.seen, short.next, m.epochsOf(short)]); }
        const order = [...short.order];
        m.step(short, odd);
        return {costs, thetas: [one.theta, other.theta], seen, orders: [order, short.order]}""")
    assert found["costs"][0] == found["costs"][1] and found["thetas"][0] == found["thetas"][1]
    assert max(found["costs"][0][-5:]) < min(found["costs"][0][:5])
    assert found["seen"] == [[20, 20, 0.4], [40, 40, 0.8], [50, 0, 1], [70, 20, 1.4], [90, 40, 1.8], [100, 0, 2]]
    before, after = found["orders"]                                     # each epoch has an order of its own
    assert before != after and sorted(before) == sorted(after) == list(range(50))


def test_a_score_in_pieces_is_that_of_the_weights_at_its_beginning(run):
    at_once, in_pieces = run("descent.js", SMALL + """
        const descent = begin(), pieces = m.scoring(descent, isNew), atOnce = m.score(descent, isNew);
        let piece = pieces.next();
        while (!piece.done) { m.step(descent, settings); piece = pieces.next(); }
        return [atOnce, piece.value]""")
    assert at_once == in_pieces and in_pieces["steps"] == 0


@pytest.mark.parametrize("rate, lambda_, grows", [(0.1, 0, False), (300, 0, True), (10, 100, True)])
def test_a_cost_that_grows_is_noticed(run, rate, lambda_, grows):
    grew = run("descent.js", SMALL + """
        const descent = begin();
        for (let i = 0; i < 400 && !m.diverges(descent); i++) m.step(descent, {...settings, rate: $0, lambda: $1});
        return m.diverges(descent)""", rate, lambda_)
    assert grew == grows


def test_a_cost_that_is_not_a_number_is_noticed(run):
    assert run("descent.js", "return m.diverges({recentCost: NaN, firstCost: 7})") is True
    assert run("descent.js", "return m.diverges({recentCost: null, firstCost: null})") is False


# ---------------------------------------------------------------- the page

@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """The browser on a page of two networks that were never trained, of 400 and of 784 inputs, led to #topic=live."""
    rng = np.random.default_rng(5)
    networks = [Network(nn.random_init(sizes, rng), sizes, np.arange(10)) for sizes in ((400, 30, 10), (784, 12, 10))]
    path = tmp_path_factory.mktemp("live") / "page.html"
    path.write_bytes(demo.page([demo.ShownNetwork(one, f"{one.layer_sizes[0]} inputs") for one in networks]))
    browser.get_log("browser")                                      # of what came before
    browser.get(path.as_uri() + "#topic=live&unit=29")
    wait_for(lambda: browser.execute_script("return document.body.dataset.ready"))
    yield browser
    assert browser.get_log("browser") == []


def wait_for(true, seconds=20):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def press(page, *ids):
    for one in ids:
        page.execute_script("document.getElementById(arguments[0]).click()", one)


def text(page, selector):
    return page.find_element(By.CSS_SELECTOR, selector).get_attribute("textContent")


def own(page, field):
    """One field of the network in training, null where none is shown."""
    return page.execute_script(
        "const value = nn.state.own?.[arguments[0]]; return ArrayBuffer.isView(value) ? [...value] : value", field)


def choose(page, name, key):
    page.find_element(By.ID, f"live-{name}").send_keys(key)


def test_a_lecture_of_training(page, problem):
    assert own(page, "theta") is None and text(page, "#live-run-text") == "Start"
    wait_for(lambda: text(page, "#live-scores").startswith("epoch 0.00, 0 steps"))
    at_start = text(page, "#live-scores")                               # before any step the curves have a point
    assert len(page.find_elements(By.CSS_SELECTOR, "#live-curves .dot")) == 4 and own(page, "theta") is None
    choose(page, "hidden", Keys.ARROW_LEFT)
    wait_for(lambda: text(page, "#live-scores") != at_start)            # another start
    choose(page, "hidden", Keys.ARROW_RIGHT)
    wait_for(lambda: text(page, "#live-scores") == at_start)
    press(page, "live-step")
    first = own(page, "theta")
    assert len(first) == 25 * 401 + 260 and own(page, "steps") == 1
    assert page.execute_script("return nn.state.unit") == 24            # it has no unit 30
    assert text(page, "#live-scores").startswith("epoch 0.00, 1 step")
    assert "during training: epoch 0.0" in text(page, "header .badge")

    press(page, "live-run")
    wait_for(lambda: own(page, "steps") > 40 and text(page, "#live-run-text") == "Pause")
    seen = {(epoch, figures) for epoch, figures in (text(page, "#live-scores").split("steps") for _ in range(40))}
    assert 1 < len(seen) == len(dict(seen)) == len({figures for _, figures in seen})  # those of its epoch
    press(page, "clear")                                                # one can draw meanwhile
    steps = own(page, "steps")
    wait_for(lambda: own(page, "steps") > steps)
    assert text(page, "#guess") == "–"
    press(page, "live-run")
    steps, theta = own(page, "steps"), own(page, "theta")
    assert text(page, "#live-run-text") == "Continue"
    X, Y, _, new = problem
    sizes = 400, 25, 10
    J = nn.cost(theta, X[new], Y[new], sizes)
    right = nn.predict(theta, X[new], sizes, range(10)) == Y[new].argmax(axis=1)    # the score of these weights
    assert f"new digits: cost {J:.3f}, {100 * right.mean():.1f} % right" in text(page, "#live-scores")
    time.sleep(0.1)
    assert own(page, "steps") == steps                                  # it rests
    read = nn.predict(theta, X, sizes, range(10)) == Y.argmax(axis=1)   # the strip follows
    assert text(page, "#digits-text") == (f"misread: {np.sum(~np.delete(read, new))} of 4000 training digits, "
                                          f"{np.sum(~read[new])} of 1000 new digits")
    press(page, "live-epoch")
    wait_for(lambda: text(page, "#live-run-text") == "Continue")
    assert own(page, "steps") == steps + 400                            # a whole one: 4,000 digits, 10 a minibatch
    assert own(page, "epochs") == pytest.approx((steps + 400) / 400, abs=1e-12)

    press(page, "live-reset", "live-step")
    assert own(page, "theta") == first                                  # back to the same start

    choose(page, "hidden", Keys.ARROW_LEFT)
    assert text(page, "#live-says") == "It has 25 hidden units; to train 10, go back to the start."
    press(page, "live-step")
    assert own(page, "layer_sizes") == [400, 25, 10]
    press(page, "live-reset")
    assert own(page, "layer_sizes") == [400, 10, 10] and "From random weights" in text(page, "#live-says")
    assert len(page.find_elements(By.CSS_SELECTOR, ".tile")) == 10


def test_a_rate_that_is_too_large_stops_it_and_says_so(page):
    choose(page, "rate", Keys.END)
    press(page, "live-reset", "live-run")
    wait_for(lambda: text(page, "#live-run-text") == "Start")
    assert text(page, "#live-says").startswith("Stopped: η = 30 is too large")
    assert "J of the minibatches, with the term of λ, grew from " in text(page, "#live-says")
    choose(page, "rate", Keys.HOME)
    press(page, "live-step")                                            # from the start again
    assert own(page, "steps") == 1 and text(page, "#live-says") == ""


@pytest.mark.parametrize("leave", ["tab-replay", "badge", "network"])
def test_it_stops_where_something_else_is_chosen(page, leave):
    press(page, "tab-live", "live-reset", "live-run")
    wait_for(lambda: own(page, "steps") > 0)
    if leave == "network":
        page.execute_script("""const list = document.getElementById("network");
                               list.value = 1; list.dispatchEvent(new Event("change"));""")
    elif leave == "badge":
        page.execute_script("document.querySelector('header .badge button').click()")
    else:
        press(page, leave)
    time.sleep(0.1)
    steps = own(page, "steps")
    time.sleep(0.1)
    assert own(page, "steps") == steps and (steps is None) == (leave != "tab-replay")
    press(page, "tab-live")
    assert text(page, "#live-run-text") == ("Start" if leave == "network" else "Continue")
    elsewhere = "Not the network shown above: Continue brings it back."
    assert (text(page, "#live-says") == elsewhere) == (leave == "badge")
    if leave == "badge":
        press(page, "live-step")
        assert own(page, "steps") == page.execute_script("return nn.state.own.steps") and text(page, "#live-says") == ""


def test_a_network_of_28_by_28_pixels_is_trained_with_these(page):
    page.execute_script("""const list = document.getElementById("network");
                           list.value = 1; list.dispatchEvent(new Event("change"));""")
    press(page, "tab-live", "live-step")
    assert own(page, "layer_sizes")[0] == 784 and own(page, "steps") == 1

"""Why the network of nn demo answers as it does: contributions, experiments, confusion matrix; against nn, by hand."""
# ruff: noqa: F811 the fixture page is that of another file
from itertools import product

import numpy as np
import pytest

import nn
from nn.app.demo import page as demo
from nn.app.demo.pack import new_digits
from nn.network import Network

pytest.importorskip("selenium.webdriver", reason="pip install selenium to test the page in a browser")
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.select import Select  # noqa: E402
from test_demo_browser import draw, find, page, pictures, state, text, wait_for  # noqa: E402, F401

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]

RNG = np.random.default_rng(15)


def untrained(layer_sizes, **activations):
    theta = nn.random_init(layer_sizes, np.random.default_rng(5), epsilon=0.4)
    return Network(theta, layer_sizes, np.arange(10), **activations)


# ---------------------------------------------------------------- contributions.js

@pytest.mark.parametrize("layer_sizes", [(400, 25, 10), (784, 12, 8, 10), (400, 10)])
def test_contributions_add_up_to_z_and_differences_to_the_difference_of_two(run, layer_sizes):
    network, x = untrained(layer_sizes, hidden="tanh"), RNG.uniform(size=layer_sizes[0])
    activations, zs = network.feedforward([x])
    for Theta, a, z in zip(nn.unflatten(network.theta, layer_sizes), activations[:-1], zs, strict=True):
        for k, other in [(0, 1), (5, 2), (7, 7)]:
            rows = Theta[k].tolist(), Theta[other].tolist(), a[0].tolist()
            terms, parts, difference = run("contributions.js", """
                const terms = m.contributions(floats($0), $2);
                return [terms, m.partsOfZ(terms), m.differences(floats($0), floats($1), $2)]""", *rows)
            assert terms == [Theta[k, 0], *(Theta[k, 1:] * a[0])]
            # float64 on both sides, sums of at most 785 terms in another order
            assert sum(terms) == pytest.approx(z[0, k], rel=0, abs=1e-12)
            assert parts["z"] == pytest.approx(z[0, k], rel=0, abs=1e-12)
            assert parts["bias"] + parts["positive"] + parts["negative"] == pytest.approx(z[0, k], rel=0, abs=1e-12)
            assert parts["positive"] >= 0 >= parts["negative"]
            assert sum(difference) == pytest.approx(z[0, k] - z[0, other], rel=0, abs=1e-12)


def test_contributions_are_ranked_and_the_smallest_left_out_but_never_the_bias(run):
    terms = [0.1, -3, 2, 0.5, -0.7]                                 # the bias first
    assert run("contributions.js", "return m.ranked(floats($0), 9)", terms) == {"shown": [2, 3, 0, 4, 1], "others": 0}
    found = run("contributions.js", "return m.ranked(floats($0), 3)", terms)
    assert found["shown"] == [2, 0, 1] and found["others"] == pytest.approx(0.5 - 0.7)


def test_a_number_that_is_rounded_to_zero_has_no_sign(run):
    assert run("format.js", "return [-0.004, -0.006, 0].map(v => m.decimals(v))") == ["0.00", "−0.01", "0.00"]


def test_signed_bars_have_one_scale_and_show_what_is_behind_them_faintly(run):
    script = """
        const bars = m.signedBars([{name: "a", value: 1, behind: -4, title: "t"}, {name: "b", value: -2, title: ""}]);
        return bars.map(bar => [...bar.querySelectorAll("i")].map(
            fill => [fill.className.trim(), Number(fill.style.getPropertyValue("--share"))]))"""
    assert run("bars.js", script) == [[["negative faint", 1], ["positive", 0.25]], [["negative", 0.5]]]


# ---------------------------------------------------------------- experiments

@pytest.mark.parametrize("layer_sizes, hidden", [((6, 4, 3), "tanh"), ((6, 5, 4, 3), "identity")])
def test_a_unit_that_is_off_counts_as_if_no_weight_led_on_from_it(run, layer_sizes, hidden):
    theta, x, off = 3 * nn.random_init(layer_sizes, RNG, epsilon=0.5), RNG.normal(size=6), [0, 2]
    network = {"layer_sizes": layer_sizes, "hidden": hidden, "output": "softmax", "off": off}
    found = run("network.js", "return m.feedforward(floats($0), floats($1), $2)", theta.tolist(), x.tolist(), network)
    cut = nn.unflatten(theta.copy(), layer_sizes)
    cut[1][:, [1 + j for j in off]] = 0
    activations, zs = nn.feedforward(nn.flatten(cut), [x], layer_sizes, hidden=hidden, output="softmax")
    activations[1] = np.where(np.isin(range(layer_sizes[1]), off), 0, activations[1])
    for layer, expected in zip(found["activations"] + found["zs"], activations + zs, strict=True):
        np.testing.assert_allclose(layer, expected[0], rtol=0, atol=1e-12)


def test_outputs_cannot_be_off(run):
    script = "return m.feedforward(floats([0, 1, 0, 1]), floats([1]), $0).activations[1].every(a => a > 0.5)"
    assert run("network.js", script, {"layer_sizes": [1, 2], "hidden": "tanh", "output": "sigmoid", "off": [0, 1]})


@pytest.mark.parametrize("inputs, order", [(400, "F"), (784, "C")])
def test_x_is_shifted_by_whole_pixels_and_paper_enters(run, inputs, order):
    side, x = round(inputs ** 0.5), RNG.normal(size=inputs)
    image = x.reshape(side, side, order=order)
    for down, right in product((-3, 0, 1), repeat=2):
        expected = np.zeros_like(image)
        for r, c in product(range(side), repeat=2):
            if 0 <= r - down < side and 0 <= c - right < side:
                expected[r, c] = image[r - down, c - right]
        found = run("shift.js", "return m.shifted(floats($0), $1)", x.tolist(), [down, right])
        assert found == expected.ravel(order=order).tolist()


def test_a_shift_is_told_and_ends(run):
    assert run("shift.js", "return [[0, 0], [1, 0], [-2, 3]].map(m.shiftText)") == [
        "", "shifted 1 down", "shifted 2 up, 3 right"]
    assert run("shift.js", "return [m.farther([9, -9], [1, -1]), m.farther([0, 2], [-1, 0])]") == [[9, -9], [-1, 2]]


def test_an_eraser_takes_the_ink_away_that_was_there_before(run):
    line, across = [[60, 80], [140, 80]], [[100, 60], [100, 100]]

    def drawn(*strokes, erasers=()):
        return np.reshape(run("pen.js", "return m.drawStrokes($0, $1)", strokes, erasers)["pixels"], (200, 200))
    assert not drawn(line, line, erasers=[1]).any()
    cut = drawn(line, across, erasers=[1])
    assert not cut[:, 88:113].any() and np.array_equal(cut[:, :85], drawn(line)[:, :85])   # its radius is 13
    assert np.array_equal(drawn(across, line, erasers=[0]), drawn(line))
    square = {"height": 28, "width": 28}
    kept = np.reshape(run("pen.js", "return m.erased({...$0, pixels: floats($1)}, $2)", square, [0.5] * 784,
                          [[[0, 100], [199, 100]]])["pixels"], (28, 28))
    # 26 of 200 pixels are 3.6 of 28; bicubic shrinking reaches two of these pixels farther
    assert not kept[13:15].any() and np.allclose(kept[:9], 0.5) and np.allclose(kept[-9:], 0.5)


def test_strokes_of_the_pen_begin_a_drawing_and_those_of_the_eraser_leave_a_digit(run):
    pen, digit = [[1, 2]], {"digit": 7, "strokes": [[[3, 4]]], "erasers": [0], "shift": [0, 1]}
    assert run("drawing.js", "return m.withInk($0, $1)", digit, pen) == {
        "digit": None, "strokes": [pen], "erasers": [], "shift": [0, 0]}
    assert run("drawing.js", "return m.withInk({...$0, digit: null}, $1)", digit, pen) == {"strokes": [[[3, 4]], pen]}
    assert run("drawing.js", "return m.withEraser($0, $1)", digit, pen) == {
        "strokes": [[[3, 4]], pen], "erasers": [0, 1]}
    assert run("drawing.js", "return m.withoutLast($0)", digit) == {"strokes": [], "erasers": []}


@pytest.mark.parametrize("a, unsure", [(0.49, True), (0.5, False)])
def test_an_answer_below_one_half_is_unsure_as_nn_predict_says(run, a, unsure):
    for truth in (None, "8", "3"):
        assert run("outputs.js", "return m.verdict('3', $0, $1)", truth, a).count(" (unsure)") == unsure


def test_units_are_switched_off_and_on_again(run):
    assert run("off.js", "return [m.switched([], 3), m.switched([3], 1), m.switched([1, 3], 3)]") == [[3], [1, 3], [1]]


# ---------------------------------------------------------------- confusion.js, link.js

def test_the_confusion_matrix_counts_what_each_digit_is_read_as(run):
    labels, predicted, digits = RNG.integers(0, 10, 300), RNG.integers(0, 10, 300), np.arange(0, 300, 2)
    network = {"classes": [*"1234567890"], "predicted": predicted.tolist()}
    expected = np.zeros((10, 10))
    np.add.at(expected, (labels[digits], (predicted[digits] + 1) % 10), 1)
    found = run("confusion.js", "return m.confusionMatrix($0, $1, $2)", network, labels.tolist(), digits.tolist())
    assert found == expected.tolist()


ASKED = [{"off": [1, 2]}, {"why": 3, "than": 8}, {"why": 3, "layer": 2, "than": 0}, {"shift": [-2, 9]},
         {"digit": None, "strokes": [[[1, 2]], [[3, 4], [5, 6]]], "erasers": [1]},
         {"digit": 7, "strokes": [[[1, 2]], [[3, 4]]], "erasers": [0, 1], "topic": "why"}]


def test_a_link_brings_back_the_question_and_the_experiments(run):
    shown = {"networks": [{"layer_sizes": [400, 4, 5, 10], "replay": []}], "labels": 5000 * [0]}
    start = run("state.js", "return m.START")
    before = [{**start, **asked} for asked in ASKED]
    links = run("link.js", "return $0.map(m.toHash)", before)
    assert run("link.js", "return $0.map(link => m.fromHash(link, $1))", links, shown) == before
    wrong = "#off=9_x_-1_0&why=11&layer=7&than=0&shift=12_0&erasers=1"
    assert run("link.js", "return m.fromHash($0, $1)", wrong, shown) == start


# ---------------------------------------------------------------- the page

@pytest.fixture(scope="module")
def shown():
    """Hardly trained networks: one hidden layer and new digits that are known, two, and none."""
    return [demo.train_shown((25,), (1.0,), max_evaluations=25)[0],
            demo.ShownNetwork(untrained((400, 12, 8, 10), hidden="relu", output="softmax"), "two.npz"),
            demo.ShownNetwork(untrained((400, 10)), "none.npz")]


@pytest.fixture(scope="module")
def pages(shown, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(demo.page(shown))
    return {"grid": path.as_uri()}


def signed(v, digits=2):
    return f"{round(v, digits) + 0:.{digits}f}".replace("-", "−")          # 0.00, not −0.00


def sum_text(terms):
    """"bias −1.60 + 8.91 − 5.40 = z 1.91" """
    rest = terms[1:]
    return (f"bias {signed(terms[0])} + {rest[rest > 0].sum():.2f} − {-rest[rest < 0].sum():.2f}"
            f" = z {signed(terms.sum())}")


def terms_of(network, x, layer, unit, off=()):
    """Θₖⱼ aⱼ, the bias first; layer of the unit, the input being 0."""
    activations, _ = network.feedforward([x])
    assert not off or layer == 2
    a = activations[layer - 1][0].copy()
    a[list(off)] = 0
    Theta = nn.unflatten(network.theta, network.layer_sizes)[layer - 1]
    return Theta[unit] * np.append(1, a)


def test_pixel_times_weight_of_the_chosen_unit(page, shown):
    browser, network, x = page(hash="#digit=1235&unit=7"), shown[0].network, nn.load_ex4()[0][1234]
    terms = terms_of(network, x, 1, 6)
    assert text(browser, "#unit-sum") == f"{sum_text(terms)}, a\u00a0=\u00a0{nn.sigmoid(terms.sum()):.3f}"
    canvas = find(browser, "#products")
    ActionChains(browser).move_to_element(canvas).perform()         # its middle: row 11, column 11
    row, column = (int(word) for word in text(browser, "#pixel").replace(",", "").replace(":", "").split()[1:4:2])
    j = 20 * (column - 1) + row - 1
    weight = nn.unflatten(network.theta, network.layer_sizes)[0][6, 1 + j]
    assert text(browser, "#pixel") == (f"row {row}, column {column}:  x {signed(x[j])} · Θ {signed(weight)} = "
                                       f"{signed(terms[1 + j])}")
    find(browser, "#clear").click()
    assert text(browser, "#unit-sum") == f"bias {signed(terms[0])}" and "bias" not in text(browser, "#why-sums")


def test_why_one_output_and_not_another(page, shown):
    browser, network, x = page(hash="#digit=1235&topic=why"), shown[0].network, nn.load_ex4()[0][1234]
    answer = network.feedforward([x])[0][-1].argmax()
    assert text(browser, "#why-sums").startswith(f"{(answer + 1) % 10}{sum_text(terms_of(network, x, 2, answer))}")
    page(hash="#digit=1235")
    find(browser, "#bars [data-output='7']").click()                # the digit 8
    assert (state(browser)["topic"], state(browser)["why"]) == ("why", 7)
    eight, three = terms_of(network, x, 2, 7), terms_of(network, x, 2, 2)
    assert sum_text(eight) in text(browser, "#why-sums")
    bars = browser.find_elements(By.CSS_SELECTOR, "#why-bars [data-term]")
    assert [int(bar.get_attribute("data-term")) for bar in bars] == np.argsort(-eight).tolist()
    Select(find(browser, "#why-than")).select_by_visible_text("3")
    sums = text(browser, "#why-sums")
    assert sum_text(three) in sums and sums.endswith(f" = {signed((eight - three).sum())}")
    order = np.argsort(three - eight).tolist()
    bars = browser.find_elements(By.CSS_SELECTOR, "#why-bars [data-term]")
    assert [int(bar.get_attribute("data-term")) for bar in bars] == order
    most = next(j for j in order if j)
    bars[order.index(most)].click()
    assert state(browser)["unit"] == most - 1
    added = find(browser, f".tile:nth-child({most})").get_attribute("data-adds")
    assert added == f"{(eight - three)[most]:+.1f}".replace("-", "−")
    find(browser, "#clear").click()
    assert not browser.find_elements(By.CSS_SELECTOR, "#why-bars > *, .tile[data-adds]")


def test_units_of_deeper_layers_are_asked_alike(page, shown):
    browser, network, x = page(hash="#net=1&digit=78&topic=why"), shown[1].network, nn.load_ex4()[0][77]
    browser.find_elements(By.CSS_SELECTOR, "#deeper .cells i")[5].click()
    assert (state(browser)["layer"], state(browser)["why"]) == (2, 5)
    assert sum_text(terms_of(network, x, 2, 5)) in text(browser, "#why-sums")
    find(browser, "#bars [data-output='4']").click()
    assert state(browser)["layer"] is None and sum_text(terms_of(network, x, 3, 4)) in text(browser, "#why-sums")
    find(browser, "#why-bars [data-term='3']").click()
    assert (state(browser)["layer"], state(browser)["why"]) == (2, 2)
    page(hash="#net=2&digit=78&topic=why")
    find(browser, "#bars [data-output='4']").click()
    assert state(browser)["unit"] == 4 and sum_text(terms_of(shown[2].network, x, 1, 4)) in text(browser, "#why-sums")
    assert not find(browser, "#switch").is_displayed()
    Select(find(browser, "#why-than")).select_by_value("7")             # pixels are too many for bars: an image
    most = np.abs((terms_of(shown[2].network, x, 1, 4) - terms_of(shown[2].network, x, 1, 7))[1:]).max()
    assert text(browser, "#why-text").endswith(f"from −{most:.2f} to +{most:.2f}")
    assert find(browser, "#why-image canvas").size["height"] > 150


def test_experiments_change_the_answer_and_are_in_the_address(page, shown):
    browser, network, X = page(hash="#digit=1235&unit=7&topic=why&why=8"), shown[0].network, nn.load_ex4()[0]
    before = pictures(browser)
    find(browser, "#switch").click()
    browser.find_elements(By.CSS_SELECTOR, ".tile")[3].click()
    find(browser, "#switch").click()
    assert state(browser)["off"] == [3, 6] and len(browser.find_elements(By.CSS_SELECTOR, ".tile.off")) == 2
    assert sum_text(terms_of(network, X[1234], 2, 7, off=[3, 6])) in text(browser, "#why-sums")
    for arrow in ("left", "left", "up"):
        find(browser, f"#shift-{arrow}").click()
    assert state(browser)["shift"] == [-1, -2] and "shifted 1 up, 2 left" in text(browser, "#seen-text")
    find(browser, "#eraser").click()
    draw(browser, [[(0.3, 0.5), (0.7, 0.5)]])
    assert state(browser)["digit"] == 1234 and "partly erased" in text(browser, "#seen-text")
    wait_for(lambda: "erasers=1" in browser.execute_script("return location.hash"))
    seen, link = (pictures(browser), text(browser, "#bars")), browser.execute_script("return location.hash")
    page(hash=link, fresh=True)
    assert (pictures(browser), text(browser, "#bars")) == seen
    for button in ("#undo", "#unshift", "#all-on", ".tile:nth-child(7)"):
        find(browser, button).click()
    assert pictures(browser) == before


def test_a_cell_of_the_confusion_matrix_offers_its_digits(page, shown):
    browser, network = page(hash="#topic=confusion"), shown[0].network
    (X, y), fresh = nn.load_ex4(), new_digits()
    read = network.predict(X)
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (y[fresh] % 10, read[fresh] % 10), 1)
    cells = browser.find_elements(By.CSS_SELECTOR, "#confusion-cells button")
    assert [int(cell.text or 0) for cell in cells] == counts.ravel().tolist()
    assert text(browser, "#confusion-text").startswith(f"{np.trace(counts)} of 1000 new digits")
    mistakes = counts * (1 - np.eye(10, dtype=int))
    i, j = np.unravel_index(mistakes.argmax(), mistakes.shape)
    cells[10 * i + j].click()
    offered = {int(one.get_attribute("data-digit")) for one in browser.find_elements(By.CSS_SELECTOR, "#strip button")}
    expected = [row for row in fresh if y[row] % 10 == i and read[row] % 10 == j]
    assert offered == set(expected[:20])
    below = next(row for row in [*range(i + 1, 10), i] if counts[row, j])
    ActionChains(browser).send_keys(Keys.ARROW_DOWN).perform()
    assert browser.switch_to.active_element.get_attribute("data-of") == str(below)
    find(browser, "#switch").click()
    (j,) = browser.execute_script("return nn.state.off")                # the matrix follows
    Theta1, Theta2 = nn.unflatten(network.theta.copy(), network.layer_sizes)
    Theta2[:, j + 1] = 0
    right = network._replace(theta=np.concatenate([Theta1.ravel(), Theta2.ravel()])).predict(X[fresh]) == y[fresh]
    assert text(browser, "#confusion-text") == (f"{right.sum()} of 1000 new digits read correctly by the network shown "
                                                "above (units switched off: 1)")
    page(hash="#net=1&topic=confusion")
    assert "of all 5000 digits" in text(browser, "#confusion-text")

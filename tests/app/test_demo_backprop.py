"""Backpropagation and the gradient check on the page of nn demo: all numbers are those of nn."""
import base64
import json

import numpy as np
import pytest

import nn
from nn.app.demo import assemble
from nn.app.demo import page as demo
from nn.network import Network

pytest.importorskip("selenium.webdriver", reason="pip install selenium to test the page in a browser")
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from test_demo_browser import SEVEN, draw, find, images_of, screen, text, wait_for  # noqa: E402
from test_demo_screen import TOO_LARGE  # noqa: E402

#: Selenium speaks to chromedriver here
pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]

NETWORKS = [((400, 25, 10), range(1, 11), {}),
            ((784, 12, 8, 10), range(10), {"hidden": "tanh", "output": "softmax"}),
            ((400, 15, 12, 10), range(1, 11), {"hidden": "relu"}),
            ((400, 10), range(10), {})]


def one_network(number):
    """Weights large enough that units saturate, and their slopes differ."""
    layer_sizes, classes, activations = NETWORKS[number]
    theta = nn.random_init(layer_sizes, np.random.default_rng(number), epsilon=0.3)
    return Network(theta, layer_sizes, np.array(classes), **activations)


@pytest.fixture(scope="module")
def networks():
    return [one_network(number) for number in range(len(NETWORKS))]


@pytest.fixture(scope="module")
def address(networks, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(demo.page([demo.ShownNetwork(network, f"network {n}") for n, network in enumerate(networks)]))
    return path.as_uri()


@pytest.fixture
def page(browser, address):
    """page(hash) shows it; afterwards the console must be empty."""
    screen(browser, 1280, 800)
    browser.get_log("browser")                                      # of what came before

    def page(hash=""):
        if browser.current_url.split("#")[0] != address:
            browser.get(address + hash)
            wait_for(lambda: browser.execute_script("return document.body.dataset.ready"))
        browser.execute_script("""
            history.replaceState(null, "", arguments[0] || location.pathname);
            dispatchEvent(new HashChangeEvent("hashchange"));""", hash)
        return browser
    yield page
    assert browser.get_log("browser") == []


@pytest.fixture
def run(page):
    """run(script, *arguments) -> what script returns; in it, modules["cost.js"] are the exports of that module."""
    modules = assemble.files("js")
    del modules["main.js"]                                          # which starts the page
    return lambda script, *arguments: page().execute_script(assemble.script(modules) + script, *arguments)


def one_hot(network, truth):
    """Y (1, K) of a digit 0..9."""
    return (network.classes % 10 == truth).astype(float)[None, :]


def arguments_of(network, x, truth):
    return (network.theta, x[None, :], one_hot(network, truth), network.layer_sizes)


def activations_of(network):
    return {"hidden": network.hidden, "output": network.output}


def shown(number):
    """A number as the page shows it, with its own minus, and with powers of ten as superscripts."""
    for superscript, digit in zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789", strict=True):
        number = number.replace(superscript, digit)
    return float(number.replace("−", "-").replace("·10", "e"))


# ---------------------------------------------------------------- cost.js, backprop.js

DIGITS = list(range(3, 5000, 250))


@pytest.mark.parametrize("number", range(len(NETWORKS)))
def test_cost_gradient_and_forward_pass_are_those_of_nn_on_20_digits(page, networks, number):
    network, labels = networks[number], nn.load_mnist5k()[1]
    truths = [int((labels[row] + row % 3) % 10) for row in DIGITS]          # a third of the labels, others else
    costs, outputs, gradients = page().execute_script("""
        const [net, rows, truths] = arguments, network = nn.data.networks[net], costs = [], outputs = [];
        const bytes = rows.map((row, i) => {
            const x = nn.dataDigit(nn.data.images, row, network.layer_sizes[0]);
            const y = nn.oneHot(network.classes, String(truths[i]));
            costs.push(nn.cost(network.theta, x, y, network));
            outputs.push(Array.from(nn.feedforward(network.theta, x, network).activations.at(-1)));
            return new Uint8Array(nn.gradient(network.theta, x, y, network).buffer);
        });
        return [costs, outputs, bytes.map(one => btoa(Array.from(one, byte => String.fromCharCode(byte)).join("")))]""",
                                                      number, DIGITS, truths)
    X = images_of(network.layer_sizes[0])
    for row, truth, J, a, gradient in zip(DIGITS, truths, costs, outputs, gradients, strict=True):
        given = arguments_of(network, X[row], truth)
        # float64 on both sides, sums of at most 785 terms in another order
        assert pytest.approx(nn.cost(*given, **activations_of(network)), rel=1e-12) == J
        found = np.frombuffer(base64.b64decode(gradient))
        np.testing.assert_allclose(found, nn.gradient(*given, **activations_of(network)), rtol=0, atol=1e-12)
        np.testing.assert_allclose(a, network.feedforward(X[row:row + 1])[0][-1][0], rtol=0, atol=1e-12)


def test_the_cost_is_computed_from_z_and_never_overflows(run):
    found = run("""
        const {costs} = modules["cost.js"], floats = list => Float64Array.from(list);
        return [Array.from(costs(floats([1000, -1000, 1000, 0]), [1, 0, 0, 1], "sigmoid")),
                Array.from(costs(floats([1000, 1000, -1000]), [1, 0, 0], "softmax"))]""")
    np.testing.assert_allclose(found[0], [0, 0, 1000, np.log(2)], rtol=1e-15)       # log(1 + e^1000) = 1000
    np.testing.assert_allclose(found[1], [np.log(2), 0, 0], rtol=1e-15)             # two alike: 1/2 each


def test_backpropagation_by_hand(run):
    # 1-1-1, relu: z2 = 0.5 + 2·3 = 6.5 = a2, z3 = −6.5 + 1·6.5 = 0, a3 = 1/2; y = 1
    J, gradient, dead = run("""
        const network = {layer_sizes: [1, 1, 1], hidden: "relu", output: "sigmoid"};
        const gradient = theta =>
            Array.from(modules["backprop.js"].gradient(Float64Array.from(theta), [3], [1], network));
        return [modules["cost.js"].cost(Float64Array.of(0.5, 2, -6.5, 1), [3], [1], network),
                gradient([0.5, 2, -6.5, 1]), gradient([-7, 2, 0, 1])]""")
    assert pytest.approx(np.log(2), rel=1e-15) == J
    assert gradient == [-0.5, -1.5, -0.5, -3.25]    # δ3 = −1/2, δ2 = 1·δ3·1; each times [1; x] and [1; a2]
    assert dead == [0, 0, -0.5, 0]                  # z2 = −1: the slope is 0, and so is a2


def test_a_unit_that_is_switched_off_has_no_delta(run):
    delta2, delta3 = run("""
        const Thetas = [[[0, 1], [0, 1]], [[0, 2, 3]]], activations = [[0.5], [0.5, 0], [0.75]];
        const floats = activations.map(a => Float64Array.from(a)), network = {hidden: "identity", off: [1]};
        return modules["backprop.js"].deltasOf(Thetas, floats, [1], network).map(delta => Array.from(delta))""")
    assert delta3 == [-0.25] and delta2 == [-0.5, 0]                # δ2 = Θ2ᵀ δ3, and nothing for the second unit


@pytest.mark.parametrize("number", [0, 1])
def test_steps_follow_the_gradient_of_nn(run, networks, number):
    network, x = networks[number], images_of(networks[number].layer_sizes[0])[2512]
    theta, costs, etas = network.theta, [], [0.01, 0.5]
    found = run("""
        const [theta, x, y, network, etas] = arguments, {descend, costsAfter} = modules["one_digit.js"];
        const floats = list => Float64Array.from(list);
        return [Array.from(descend(floats(theta), floats(x), y, network, 0.5, 5).theta),
                costsAfter(floats(theta), floats(x), y, network, etas)]""",
                theta.tolist(), x.tolist(), one_hot(network, 8)[0].tolist(),
                {"layer_sizes": network.layer_sizes, **activations_of(network)}, etas)
    for _ in range(5):
        given = arguments_of(network._replace(theta=theta), x, 8)
        theta = theta - 0.5 * nn.gradient(*given, **activations_of(network))
    np.testing.assert_allclose(found[0], theta, rtol=0, atol=1e-12)
    slope = nn.gradient(*arguments_of(network, x, 8), **activations_of(network))
    after = [network._replace(theta=network.theta - eta * slope) for eta in etas]
    costs = [nn.cost(*arguments_of(one, x, 8), **activations_of(network)) for one in after]
    np.testing.assert_allclose(found[1], costs, rtol=1e-12)


def test_a_step_that_would_make_the_cost_infinite_is_not_taken(run):
    theta, steps = run("""
        const network = {layer_sizes: [1, 1, 1], hidden: "identity", output: "sigmoid"};
        const start = Float64Array.of(0, 1, 0, 1);
        const {theta, steps} = modules["one_digit.js"].descend(start, [9], [0], network, 1e308, 5);
        return [Array.from(theta), steps]""")
    assert theta == [0, 1, 0, 1] and steps == 0


# ---------------------------------------------------------------- numerical_gradient.js

def test_the_secant_and_the_difference_are_those_of_nn(run):
    theta, epsilon = [0.3, -0.7], 1e-3
    secant, same, differs = run("""
        const {along, centralDifference, relativeDifference} = modules["numerical_gradient.js"];
        const [theta, epsilon] = arguments, f = theta => Math.sin(theta[1]) + theta[0];
        return [centralDifference(along(f, Float64Array.from(theta), 1), epsilon), relativeDifference(0, 0),
                relativeDifference(3, 1)]""", theta, epsilon)
    # (sin(t + ε) − sin(t − ε)) / 2ε = cos t · sin ε / ε; rounding 1e-16 / ε
    assert secant == pytest.approx(np.cos(-0.7) * np.sin(epsilon) / epsilon, abs=1e-12)
    assert same == 0 and differs == 0.5


# ---------------------------------------------------------------- format.js

def test_numbers_with_so_many_digits_that_count(run):
    numbers = [0, 0.0123456, -12.345, 999.7, 1234, 0.00009999, -1.5e-7, 99.96]
    assert run('return arguments[0].map(v => modules["format.js"].significant(v))', numbers) == [
        "0", "0.0123", "−12.3", "1.00·10³", "1.23·10³", "1.00·10⁻⁴", "−1.50·10⁻⁷", "100"]
    assert run('return [modules["format.js"].scientific(0.00042), modules["format.js"].subscript(10)]') == [
        "4.2·10⁻⁴", "₁₀"]


# ---------------------------------------------------------------- the lesson

def parts_of(browser):
    return [part.text for part in browser.find_elements(By.CSS_SELECTOR, "#parts button")]


def column_numbers(browser, selector="#part"):
    return browser.execute_script("""return [...document.querySelectorAll(`${arguments[0]} .column`)].map(column =>
        column.title.split(": ")[1])""", selector)


def values_beside_the_outputs(browser):
    """{column: numbers} in the order of the classes 0 to 9."""
    return browser.execute_script("""
        const of = selector => [...document.querySelectorAll(`#bars ${selector}`)].map(one => one.textContent);
        return {y: of(".y"), value: of(".value"), total: of(".total")}""")


def test_the_parts_are_as_many_as_the_layers_ask_for(page):
    assert parts_of(page("#topic=backprop")) == ["1 cost J", "2 δ⁽³⁾", "3 δ⁽²⁾", "4 ∂J/∂Θ", "5 one step"]
    assert parts_of(page("#topic=backprop&net=2")) == ["1 cost J", "2 δ⁽⁴⁾", "3 δ⁽³⁾", "4 δ⁽²⁾", "5 ∂J/∂Θ",
                                                       "6 one step"]
    assert parts_of(page("#topic=backprop&net=3")) == ["1 cost J", "2 δ⁽²⁾", "3 ∂J/∂Θ", "4 one step"]


@pytest.mark.parametrize("number", range(len(NETWORKS)))
def test_the_numbers_of_all_parts_are_those_of_nn(page, networks, number):
    network, unit, row, truth = networks[number], 6, 2512, 8
    hash = f"#topic=backprop&net={number}&unit={unit + 1}&digit={row + 1}&truth={truth}"
    x = images_of(network.layer_sizes[0])[row]
    activations, zs = network.feedforward(x[None, :])
    Y, L, order = one_hot(network, truth), len(network.layer_sizes), np.argsort(network.classes % 10)
    gradient = nn.gradient(*arguments_of(network, x, truth), **activations_of(network))
    gradients = nn.unflatten(gradient, network.layer_sizes)
    J = nn.cost(*arguments_of(network, x, truth), **activations_of(network))
    deltas = [gradient[:, 0] for gradient in gradients]             # the bias unit is 1: its gradient is δ
    browser = page(hash)
    beside = values_beside_the_outputs(browser)
    assert beside["y"] == [str(int(digit == truth)) for digit in range(10)]
    # of one output a network of its own, whose other outputs are missing, except for the softmax
    if network.output == "sigmoid":
        each = np.log1p(np.exp(zs[-1])) - Y * zs[-1]
    else:
        each = -Y * np.log(activations[-1])
    # six digits are shown
    np.testing.assert_allclose([shown(v) for v in column_numbers(browser)], each[0][order], rtol=1e-5, atol=1e-15)
    np.testing.assert_allclose([shown(v) for v in beside["value"]], each[0][order], rtol=0, atol=5e-4)
    assert shown(beside["total"][0].split("= ")[-1]) == pytest.approx(J, rel=5e-4)
    assert f"J = {beside['total'][0].split('= ')[-1]}" in text(browser, "#part")

    for part, layer in enumerate(range(L, 1, -1), start=2):
        find(browser, "#next-part").click()
        assert browser.execute_script("return nn.state.part") == part
        numbers, delta = np.array([shown(v) for v in column_numbers(browser)]), deltas[layer - 2]
        if layer == L:
            np.testing.assert_allclose(numbers, delta[order], rtol=1e-5, atol=1e-15)
            np.testing.assert_allclose([shown(v) for v in values_beside_the_outputs(browser)["value"]], delta[order],
                                       rtol=0, atol=5e-4)
            continue
        j = unit if layer == 2 else np.abs(delta).argmax()
        terms = nn.unflatten(network.theta, network.layer_sizes)[layer - 1][:, j + 1] * deltas[layer - 1]
        np.testing.assert_allclose(numbers, terms[order] if layer == L - 1 else terms, rtol=1e-5, atol=1e-15)
        equation = text(browser, "#part p:nth-of-type(3)")
        assert shown(equation.split("= ")[-1]) == pytest.approx(delta[j], rel=5e-3)
    lit = browser.execute_script("""return [...document.querySelectorAll(".tile")].map(tile => [
        tile.style.getPropertyValue("--active"), Number(tile.style.getPropertyValue("--lit"))])""")
    signs = {"var(--positive)": 1, "var(--negative)": -1}
    np.testing.assert_allclose([signs[sign] * light for sign, light in lit], deltas[0] / np.abs(deltas[0]).max(),
                               rtol=0, atol=6e-5)                   # four decimals

    find(browser, "#next-part").click()
    factor = text(browser, ".product .number").removesuffix(" ·")
    assert f"the gradient is {factor}." in text(browser, "#part")   # of the bias
    assert shown(factor) == pytest.approx(deltas[0][unit], rel=5e-3)
    if L > 2:
        out = gradients[1][:, unit + 1]
        numbers = [shown(v) for v in column_numbers(browser)]
        np.testing.assert_allclose(numbers, out[order] if L == 3 else out, rtol=1e-5, atol=1e-15)


def test_one_step_moves_the_weights_the_answer_and_the_cost_and_undo_takes_it_back(page, networks):
    network, truth = networks[0], 8
    browser, x = page("#topic=backprop&part=5&digit=2513&truth=8"), images_of(400)[2512]
    before, scale = (text(browser, "#bars"), text(browser, "#step-costs")), text(browser, "#legend > span")
    find(browser, "#one-step").click()
    own = browser.execute_script("""const {theta, steps, origin, eta} = nn.state.own;
        return [Array.from(theta), steps, origin, eta]""")
    theta = network.theta - 0.1 * nn.gradient(*arguments_of(network, x, truth))
    np.testing.assert_allclose(own[0], theta, rtol=0, atol=1e-12)
    assert own[1:] == [1, "steps", 0.1]
    moved = network._replace(theta=theta)
    costs = [nn.cost(*arguments_of(one, x, truth)) for one in (network, moved)]
    first, second = text(browser, "#step-costs").removeprefix("J ").split(" by ")[0].split(" → ")
    assert [shown(first), shown(second)] == pytest.approx(costs, rel=5e-4) and costs[1] < costs[0]
    answer = [float(one.text) for one in browser.find_elements(By.CSS_SELECTOR, "#bars b + .number")]
    # three decimals; unit 10 of the output is the digit 0
    np.testing.assert_allclose(answer, np.roll(moved.feedforward(x[None, :])[0][-1][0], 1), rtol=0, atol=5.1e-4)

    find(browser, "#many-steps").click()
    for _ in range(100):
        theta = theta - 0.1 * nn.gradient(*arguments_of(network._replace(theta=theta), x, truth))
    found = browser.execute_script("return [Array.from(nn.state.own.theta), nn.state.own.steps]")
    np.testing.assert_allclose(found[0], theta, rtol=0, atol=1e-11)         # 101 steps, each off by rounding
    assert found[1] == 101 and text(browser, "#guess") == "8" and "by 100 steps" in text(browser, "#step-costs")
    assert text(browser, "#digits-text").startswith("misread: ")
    assert text(browser, "#legend > span") == scale                         # so that a change of weights can be seen
    find(browser, "#undo-steps").click()
    assert browser.execute_script("return Array.from(nn.state.own.theta)") == own[0]
    find(browser, "#undo-steps").click()
    assert browser.execute_script("return nn.state.own") is None and not find(browser, "#undo-steps").is_enabled()
    assert (text(browser, "#bars"), text(browser, "#step-costs")) == before


def test_a_digit_of_the_data_knows_what_it_is_and_can_be_contradicted(page):
    browser = page("#topic=backprop&digit=2513")
    pressed = "#backprop-truth button[aria-pressed=true]"
    assert text(browser, pressed) == "5" and "the data's label" in text(browser, "#backprop-truth")
    find(browser, "#backprop-truth button:nth-child(9)").click()
    assert text(browser, pressed) == "8" and "the data's is 5" in text(browser, "#backprop-truth")
    said = text(browser, "#said")
    assert said.startswith("reads a") and said.endswith("; you say it is an 8")
    assert "✓" in browser.execute_script(                           # one truth: that of y
        "return getComputedStyle(document.querySelector('#bars .true'), '::before').content")
    find(browser, "#tab-check").click()
    assert text(browser, "#check-truth button[aria-pressed=true]") == "8"
    find(browser, "#strip button").click()
    assert text(browser, "#check-truth button[aria-pressed=true]") == "0"


def test_a_drawing_asks_for_its_truth(page, networks):
    browser = page("#topic=backprop")
    draw(browser, SEVEN)
    assert not browser.find_elements(By.CSS_SELECTOR, "#bars .y") and "say what" in text(browser, "#part-missing")
    find(browser, "#backprop-truth button:nth-child(4)").click()
    assert values_beside_the_outputs(browser)["y"] == ["0", "0", "0", "1", "0", "0", "0", "0", "0", "0"]
    wait_for(lambda: "truth=3" in browser.execute_script("return location.hash"))
    link, seen = browser.execute_script("return location.hash"), text(browser, "#part")
    find(browser, "#clear").click()
    assert browser.execute_script("return nn.state.truth") is None and "Draw a digit" in text(browser, "#part-missing")
    page(link)
    assert text(browser, "#part") == seen


@pytest.mark.parametrize("hash, truth, part", [("#truth=12&part=9", None, 1), ("#truth=x&part=0", None, 1),
                                               ("#truth=0&part=6&net=1", "0", 6), ("#part=6&net=3", None, 1)])
def test_a_link_says_the_truth_and_the_part_or_neither(page, hash, truth, part):
    assert page(hash).execute_script("return [nn.state.truth, nn.state.part]") == [truth, part]


# ---------------------------------------------------------------- the gradient check

def slopes(browser):
    """(secant, slope by backpropagation, their relative difference) as shown."""
    return [shown(one.text) for one in browser.find_elements(By.CSS_SELECTOR, "#slopes b")]


def set_range(browser, selector, value):
    browser.execute_script("""const input = document.querySelector(arguments[0]);
        input.value = arguments[1];
        input.dispatchEvent(new Event("input"));""", selector, value)


@pytest.mark.parametrize("number", range(len(NETWORKS)))
def test_any_weight_can_be_nudged_and_its_slopes_are_those_of_nn(page, networks, number):
    network, unit, row, truth = networks[number], 3, 2512, 8
    browser = page(f"#topic=check&net={number}&unit={unit + 1}&digit={row + 1}&truth={truth}")
    side, x = round(network.layer_sizes[0] ** 0.5), images_of(network.layer_sizes[0])[row]
    image = x.reshape((side, side), order="F" if side == 20 else "C")
    r, c = np.unravel_index(image.argmax(), image.shape)
    inputs, L = network.layer_sizes[0], len(network.layer_sizes)
    gradients = nn.unflatten(np.arange(len(network.theta)), network.layer_sizes)     # where each weight is in theta
    column = 1 + (c * 20 + r if side == 20 else r * 28 + c)
    places = [(lambda: find(browser, "#pick-bias").click(), gradients[0][unit, 0]),
              (lambda: click_pixel(browser, r, c, side), gradients[0][unit, column])]
    if L > 2:
        last = browser.find_elements(By.CSS_SELECTOR, "#pick-outputs button")[4]
        k = int(last.get_attribute("data-weight")) - inputs - 1
        assert last.text == (str(network.classes[k] % 10) if L == 3 else str(k + 1))
        places.append((last.click, gradients[1][k, unit + 1]))
    analytic = nn.gradient(*arguments_of(network, x, truth), **activations_of(network))

    def J(theta):
        return nn.cost(*arguments_of(network._replace(theta=theta), x, truth), **activations_of(network))
    for pick, place in places:
        pick()
        for choice, epsilon in ((7, 1e-1), (4, 1e-4)):
            set_range(browser, "#epsilon", choice)
            e = np.eye(1, len(network.theta), int(place))[0]
            secant = (J(network.theta + epsilon * e) - J(network.theta - epsilon * e)) / (2 * epsilon)
            found = slopes(browser)
            # ten digits are shown; rounding of J, about 1e-15, is divided by 2ε
            assert found[0] == pytest.approx(secant, rel=1e-9, abs=2e-14 / epsilon)
            assert found[1] == pytest.approx(analytic[int(place)], rel=1e-9, abs=1e-12)
            assert found[2] == pytest.approx(abs(found[0] - found[1]) / abs(found[0] + found[1]), rel=0.06, abs=1e-9)


def click_pixel(browser, r, c, side):
    image = find(browser, "#pick-image")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", image)
    from_middle = [round(((place + 0.5) / side - 0.5) * image.rect["width"]) for place in (c, r)]
    ActionChains(browser).move_to_element_with_offset(image, *from_middle).click().perform()


def test_a_large_epsilon_errs_by_the_bend_of_j_and_a_small_one_by_rounding(page):
    browser, differences = page("#topic=check&digit=2513&truth=8"), []
    for choice in range(8):
        set_range(browser, "#epsilon", choice)
        differences.append(slopes(browser)[2])
    best = int(np.argmin(differences))
    assert 0 < best < 7 and differences[7] > 100 * differences[best] and differences[0] > 10 * differences[best]


def test_the_check_also_passes_where_units_are_switched_off(page):
    browser = page("#topic=check&net=1&digit=2513&truth=8&unit=2&off=4_5")
    set_range(browser, "#epsilon", 4)
    secant, slope, difference = slopes(browser)
    assert difference < 1e-6 and abs(slope) > 1e-6                  # what ε = 1e-4 gives elsewhere
    page("#topic=check&net=1&digit=2513&truth=8&unit=4&off=4_5")
    assert slopes(browser) == [0, 0, 0]                             # of a unit that is off itself
    page("#topic=backprop&part=4&net=1&digit=2513&truth=8&unit=4&off=4_5")
    assert "switched off" in text(browser, "#part") and "· 0 = 0" in text(browser, "#part")


def test_the_nudge_moves_the_dot_along_j(page, networks):
    network, x = networks[0], images_of(400)[2512]
    browser = page("#topic=check&digit=2513&truth=8&unit=4")
    set_range(browser, "#nudge", 0.5)
    theta = network.theta + 0.05 * np.eye(1, len(network.theta), 3 * 401)[0]
    said = text(browser, "#nudged")
    assert "0.05" in said and float(said.split("J\u00a0=\u00a0")[1]) == pytest.approx(
        nn.cost(*arguments_of(network._replace(theta=theta), x, 8)), rel=1e-9)          # ten digits


def test_the_topics_can_be_used_with_the_keyboard(page):
    browser = page("#topic=backprop&digit=2513")

    def press(selector, *keys):
        browser.execute_script("document.querySelector(arguments[0]).focus()", selector)
        ActionChains(browser).send_keys(*keys).perform()
    press("#parts button", Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER)
    assert browser.execute_script("return nn.state.part") == 3
    press("#backprop-truth button", Keys.ARROW_RIGHT, Keys.SPACE)
    assert browser.execute_script("return nn.state.truth") == "1"
    press("#tab-backprop", Keys.ARROW_RIGHT, Keys.ENTER)
    assert browser.execute_script("return nn.state.topic") == "check"
    press("#pick-pixels", Keys.ARROW_UP, Keys.ARROW_LEFT)
    assert "row 10, column 10" in text(browser, "#picked") and find(browser, "#pick-mark").is_displayed()
    press("#epsilon", Keys.ARROW_LEFT)
    assert text(browser, "#epsilon-value") == "10⁻²"


@pytest.mark.parametrize("mode", ["lecture=1", "enlarged=topics"])
def test_all_parts_fit_a_screen_that_does_not_scroll(page, mode):
    for number, (layer_sizes, _, _) in enumerate(NETWORKS):
        lesson = [f"topic=backprop&part={part}" for part in range(1, len(layer_sizes) + 3)]
        for topic in [*lesson, "topic=check"]:
            browser = page(f"#{mode}&net={number}&digit=8&truth=8&{topic}")
            too_large = [part for part in browser.execute_script(TOO_LARGE) if part.startswith(("topics", "answer"))]
            assert not too_large, (layer_sizes, topic)


def test_the_topics_ask_for_nothing_and_fit_a_phone(page):
    for hash in ("#topic=backprop&part=5", "#topic=backprop&part=4", "#topic=check"):
        browser = page(hash)
        screen(browser, 390, 844)
        assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        small = browser.execute_script("""return [...document.querySelectorAll("button, select, input")].filter(one =>
            one.offsetWidth && (one.offsetWidth < 24 || one.offsetHeight < 24)).map(one => one.outerHTML)""")
        assert not small                                            # 24 pixels: WCAG 2.2, target size
        screen(browser, 1280, 800)
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {event["params"]["request"]["url"].split("#")[0] for event in events
             if event["method"] == "Network.requestWillBeSent"}
    assert not [one for one in asked if one.startswith("http")]

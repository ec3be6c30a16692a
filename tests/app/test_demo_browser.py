"""The page of nn demo in a real browser: it computes what Python computes, and does what hands and links ask for."""
import json
import re
import time

import numpy as np
import pytest

import nn
from nn.app.demo import page as demo
from nn.network import Network

pytest.importorskip("selenium.webdriver", reason="pip install selenium to test the page in a browser")
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.actions.action_builder import ActionBuilder  # noqa: E402
from selenium.webdriver.common.actions.pointer_input import PointerInput  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

#: Selenium speaks to chromedriver here
pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]

#: strokes on the unit square
ONE = [[(0.52, 0.2), (0.5, 0.5), (0.49, 0.8)]]
SEVEN = [[(0.28, 0.25), (0.5, 0.24), (0.72, 0.24), (0.6, 0.5), (0.48, 0.82)]]


def untrained(layer_sizes, **activations):
    theta = nn.random_init(layer_sizes, np.random.default_rng(5))
    return Network(theta, layer_sizes, np.arange(10), **activations)


@pytest.fixture(scope="module")
def grid():
    """A well trained network with snapshots of its training, and three others that hardly are."""
    good = demo.train_shown((25,), (1.0,), max_evaluations=120, record=(1, 5, 20, 50, 80))
    return good + [one for one in demo.train_shown((10, 25), (0.0, 1.0), max_evaluations=5) if one.name != good[0].name]


@pytest.fixture(scope="module")
def zoo():
    """Every activation, one to three layers of weights, both sizes of images."""
    networks = [untrained((784, 30, 10), hidden="tanh", output="softmax"),
                untrained((400, 12, 8, 10), hidden="relu", output="softmax"),
                untrained((400, 10)),
                untrained((784, 110, 10), hidden="identity")]
    return [demo.ShownNetwork(network, f"weights-{number}.npz") for number, network in enumerate(networks)]


@pytest.fixture(scope="module")
def pages(grid, zoo, tmp_path_factory):
    """The addresses of both pages, by name."""
    folder = tmp_path_factory.mktemp("pages")
    for name, networks in (("grid", grid), ("zoo", zoo)):
        (folder / f"{name}.html").write_bytes(demo.page(networks))
    return {name: (folder / f"{name}.html").as_uri() for name in ("grid", "zoo")}


@pytest.fixture
def page(browser, pages):
    """page(name, hash) shows it; afterwards the console must be empty, and nothing may have been asked for.

    A page that is open already is led to the hash by its own address, as a user does; fresh loads it from the disk.
    """
    screen(browser, 1280, 800)
    browser.get_log("browser"), browser.get_log("performance")      # of what came before

    def page(name="grid", hash="", fresh=False):
        if not fresh and browser.current_url.split("#")[0] == pages[name]:
            browser.execute_script("""
                document.activeElement.blur();
                scrollTo(0, 0);
                history.replaceState(null, "", arguments[0] || location.pathname);
                dispatchEvent(new HashChangeEvent("hashchange"));""", hash)
            return browser
        browser.get("about:blank")
        browser.get(pages[name] + hash)
        wait_for(lambda: browser.execute_script("return document.body.dataset.ready"))
        return browser
    yield page
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {event["params"]["request"]["url"].split("#")[0] for event in events
             if event["method"] == "Network.requestWillBeSent"}
    assert {address for address in asked if not address.startswith("data:")} <= set(pages.values())
    assert browser.execute_script("return performance.getEntriesByType('resource').map(one => one.name)") == []


def wait_for(true, seconds=10):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)
    return True


def screen(browser, width, height, scheme="light"):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": scheme}]})


def find(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector)


def text(browser, selector):
    return find(browser, selector).get_attribute("textContent")


def state(browser):
    return browser.execute_script("return nn.state")


def pictures(browser, selector="canvas"):
    """The pixels of the canvases."""
    return browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map(canvas => canvas.toDataURL())", selector)


def draw(browser, strokes, kind="mouse"):
    """Draws on the pad with "mouse", "pen" or "touch"."""
    pad, before = find(browser, "#pad"), len(state(browser)["strokes"])
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", pad)
    box = pad.rect
    at = browser.execute_script("const box = arguments[0].getBoundingClientRect(); return [box.left, box.top]", pad)
    actions = ActionBuilder(browser, mouse=PointerInput(kind, kind), duration=10)
    for stroke in strokes:
        places = [(int(at[0] + x * box["width"]), int(at[1] + y * box["height"])) for x, y in stroke]
        actions.pointer_action.move_to_location(*places[0]).pointer_down()
        for place in places[1:]:
            actions.pointer_action.move_to_location(*place)
        actions.pointer_action.pointer_up()
    actions.perform()
    wait_for(lambda: len(state(browser)["strokes"]) == before + len(strokes))
    time.sleep(0.05)                                                # the last point is shown with the next frame


def images_of(pixels):
    """X of the 5,000 digits."""
    images, _ = nn.load_mnist5k()
    return nn.load_ex4()[0] if pixels == 400 else images.reshape(5000, 784) / 255


@pytest.mark.parametrize("name", ["grid", "zoo"])
def test_the_forward_pass_is_that_of_feedforward_on_100_digits(page, request, name):
    browser, rows = page(name), list(range(7, 5000, 50))
    for number, shown in enumerate(request.getfixturevalue(name)):
        network = shown.network
        found = browser.execute_script("""
            const [net, rows] = arguments, network = nn.data.networks[net];
            return rows.map(i => nn.dataDigit(nn.data.images, i, network.layer_sizes[0]))
                       .map(x => nn.feedforward(network.theta, x, network))
                       .map(layers => [...layers.activations, ...layers.zs].map(layer => Array.from(layer)))""",
                                       number, rows)
        activations, zs = nn.feedforward(network.theta, images_of(network.layer_sizes[0])[rows], network.layer_sizes,
                                         hidden=network.hidden, output=network.output)
        for layer, expected in enumerate([*activations, *zs]):
            # float64 on both sides, sums of at most 785 terms in another order
            np.testing.assert_allclose([one[layer] for one in found], expected, rtol=0, atol=1e-10)


@pytest.mark.parametrize("kind", ["mouse", "pen", "touch"])
@pytest.mark.parametrize("strokes, digit", [(ONE, "1"), (SEVEN, "7")])
def test_a_drawn_digit_is_recognised(page, grid, kind, strokes, digit):
    browser = page()
    draw(browser, strokes, kind)
    assert text(browser, "#guess") == digit
    drawn = np.array(browser.execute_script("return Array.from(nn.drawStrokes(nn.state.strokes).pixels)"))
    row, network = nn.prepare_digit(drawn.reshape(200, 200)), grid[0].network
    assert nn.predict(network.theta, [row], network.layer_sizes, network.classes).item() == int(digit)
    activations, _ = nn.feedforward(network.theta, [row], network.layer_sizes)
    shown = [bar.text for bar in browser.find_elements(By.CSS_SELECTOR, "#bars .number")]
    assert shown == [f"{a:.3f}" for a in np.roll(activations[-1][0], 1)]        # unit 10 of the output is the digit 0
    lit = browser.execute_script("""
        return [...document.querySelectorAll(".tile")].map(tile => Number(tile.style.getPropertyValue("--lit")))""")
    np.testing.assert_allclose(lit, activations[1][0], rtol=0, atol=6e-5)       # four decimals


def test_undo_takes_the_last_stroke_and_clear_all_of_them(page):
    browser = page()
    draw(browser, ONE)
    one = pictures(browser, "#pad, #seen")
    draw(browser, SEVEN)
    assert pictures(browser, "#pad, #seen") != one
    find(browser, "#undo").click()
    assert pictures(browser, "#pad, #seen") == one and text(browser, "#guess") == "1"
    find(browser, "#clear").click()
    assert text(browser, "#guess") == "–" and find(browser, "#hint").is_displayed()
    assert {bar.text for bar in browser.find_elements(By.CSS_SELECTOR, "#bars .number")} == {""}


def test_rewinding_comes_back_to_the_same_start(page):
    browser = page()
    find(browser, "#rewind").click()
    start = pictures(browser), text(browser, "#snapshot"), text(browser, "#bars")
    assert text(browser, "#snapshot").startswith("evaluation 1J = ") and not find(browser, "#rewind").is_enabled()
    for evaluations in (5, 20):
        find(browser, "#step").click()
        assert text(browser, "#snapshot").startswith(f"evaluation {evaluations}J = ")
        assert pictures(browser, ".tile canvas, #weights") != start[0]
    find(browser, "#back").click()
    assert text(browser, "#snapshot").startswith("evaluation 5J = ")
    find(browser, "#rewind").click()
    assert (pictures(browser), text(browser, "#snapshot"), text(browser, "#bars")) == start


def test_the_snapshot_shown_is_that_of_the_training(page, grid):
    browser = page(hash="#digit=2001&unit=3&frame=2")
    snapshot, (X, y), new, sizes = grid[0].snapshots[2], nn.load_ex4(), grid[0].kept_out, (400, 25, 10)
    Y, right = nn.one_hot(y, range(1, 11)), nn.predict(snapshot.theta, X, sizes, range(1, 11)) == y
    cost = {part: nn.cost(snapshot.theta, X[rows], Y[rows], sizes)
            for part, rows in (("training", np.setdiff1d(np.arange(5000), new)), ("new", new))}
    assert text(browser, "#snapshot") == (
        f"evaluation {snapshot.evaluations}J = {snapshot.cost:.3f}"
        f"training: cost {cost['training']:.3f}, {100 * np.delete(right, new).mean():.1f} % right"
        f"new digits: cost {cost['new']:.3f}, {100 * right[new].mean():.1f} % right")
    activations, _ = nn.feedforward(snapshot.theta, X[2000:2001], sizes)
    shown = [float(bar.text) for bar in browser.find_elements(By.CSS_SELECTOR, "#bars .number")]
    # three decimals, from weights of 16 bits
    np.testing.assert_allclose(shown, np.roll(activations[-1][0], 1), rtol=0, atol=1.5e-3)


def test_playing_goes_to_the_trained_network_and_can_pause(page):
    browser = page()
    trained = pictures(browser)
    find(browser, "#play").click()
    assert text(browser, "#play-text") == "Pause" and state(browser)["frame"] == 0
    wait_for(lambda: state(browser)["frame"] == 2)
    find(browser, "#play").click()
    assert text(browser, "#play-text") == "Play" and state(browser)["frame"] in (2, 3)
    find(browser, "#play").click()
    wait_for(lambda: state(browser)["frame"] is None)
    assert text(browser, "#play-text") == "Play" and pictures(browser) == trained
    find(browser, "#frame").send_keys(Keys.HOME)                        # its slider
    assert state(browser)["frame"] == 0
    find(browser, "#frame").send_keys(Keys.ARROW_RIGHT)
    assert state(browser)["frame"] == 1


def test_a_unit_shows_its_bias_and_the_digits_that_activate_it_most(page, grid, zoo):
    for name, shown, unit in (("grid", grid[0], 6), ("zoo", zoo[0], 9)):
        browser, network = page(name), shown.network
        browser.find_elements(By.CSS_SELECTOR, ".tile")[unit].click()
        Theta1 = nn.unflatten(network.theta, network.layer_sizes)[0]
        assert text(browser, "#unit-title").startswith(f"Unit {unit + 1}bias {Theta1[unit, 0]:.2f}".replace("-", "−"))
        z = images_of(network.layer_sizes[0]) @ Theta1[unit, 1:]
        buttons = browser.find_elements(By.CSS_SELECTOR, "#top-digits button")
        nine = [int(button.get_attribute("data-digit")) for button in buttons]
        assert nine == np.argsort(-z)[:9].tolist()
        buttons[2].click()
        assert state(browser)["digit"] == nine[2] and state(browser)["unit"] == unit


def test_all_can_be_reached_and_done_with_the_keyboard(page):
    browser, reached = page(fresh=True), set()
    for _ in range(40):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        element = browser.switch_to.active_element
        if element.tag_name == "body":                              # past the last one
            break
        reached.add(element.get_attribute("id") or element.get_attribute("class").split()[0])
        assert element.value_of_css_property("outline-style") == "solid", "no ring shows where the focus is"
    assert {"lambda", "hidden-size", "clear", "tile", "digit", "of", "read", "misread", "fresh", "next", "rewind",
            "back", "play", "frame"} <= reached
    browser.execute_script("document.querySelector('.tile').focus()")
    ActionChains(browser).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ENTER).perform()
    assert state(browser)["unit"] == 6                              # five tiles a row
    browser.execute_script("document.querySelector('#strip button').focus()")
    ActionChains(browser).send_keys(Keys.ARROW_RIGHT, Keys.SPACE).perform()
    assert state(browser)["digit"] == 500
    browser.execute_script("document.querySelector('#lambda').focus()")
    ActionChains(browser).send_keys(Keys.ARROW_LEFT).perform()
    assert text(browser, "#lambda-value") == "0"


def test_the_sliders_choose_among_the_networks_and_keep_the_drawing(page, grid):
    browser = page()
    draw(browser, SEVEN)
    drawn = pictures(browser, "#seen")
    find(browser, "#hidden-size").send_keys(Keys.ARROW_LEFT)
    find(browser, "#lambda").send_keys(Keys.ARROW_LEFT)
    chosen = grid[state(browser)["net"]]
    assert (chosen.network.layer_sizes, chosen.lambda_) == ((400, 10, 10), 0.0)
    assert len(browser.find_elements(By.CSS_SELECTOR, ".tile")) == 10 and pictures(browser, "#seen") == drawn
    assert find(browser, "#no-replay").is_displayed() and not find(browser, "#play").is_displayed()


def test_networks_from_files_are_chosen_by_name(page, zoo):
    browser = page("zoo")
    for number, shown in enumerate(zoo):
        find(browser, f"#network option[value='{number}']").click()
        sizes = shown.network.layer_sizes
        assert text(browser, "#about").startswith("–".join(map(str, sizes)))
        assert len(browser.find_elements(By.CSS_SELECTOR, ".tile")) == min(sizes[1], 100)
        assert len(browser.find_elements(By.CSS_SELECTOR, "#deeper i")) == sum(sizes[2:-1])
        assert find(browser, f"#network option[value='{number}']").text == shown.name


def test_the_misread_digits_are_those_that_python_misreads(page, grid):
    browser, network, (X, y) = page(), grid[0].network, nn.load_ex4()
    wrong = set(np.flatnonzero(nn.predict(network.theta, X, network.layer_sizes, network.classes) != y).tolist())
    new = set(grid[0].kept_out.tolist())
    counts = [len(wrong - new), len(wrong & new)]
    assert [int(one) for one in re.findall(r"(\d+) of", text(browser, "#digits-text"))] == counts
    find(browser, "#misread").click()
    offered = browser.find_elements(By.CSS_SELECTOR, "#strip button")
    assert len(offered) == 20 and {int(button.get_attribute("data-digit")) for button in offered} <= wrong
    assert all("misread" in button.get_attribute("class") for button in offered)
    offered[0].click()
    assert re.match(r"misread( \(unsure\))?: it is a", text(browser, "#said"))
    find(browser, "#of option[value='8']").click()
    rows = [int(one.get_attribute("data-digit")) for one in browser.find_elements(By.CSS_SELECTOR, "#strip button")]
    assert rows == sorted(row for row in wrong if y[row] == 8)[:20]


@pytest.mark.parametrize("hash", ["#net=1&digit=4322&unit=7&misread=1&of=3", "#frame=3&digit=13&unit=24&page=9",
                                  "drawing"])
def test_the_address_brings_back_the_very_view(page, hash):
    browser = page(hash="#frame=1&unit=4" if hash == "drawing" else hash)
    if hash == "drawing":
        draw(browser, SEVEN)
        wait_for(lambda: "strokes=" in browser.execute_script("return location.hash"))
    shown, address, before = pictures(browser), browser.execute_script("return location.hash"), state(browser)
    page(hash=address, fresh=True)
    assert state(browser) == before and pictures(browser) == shown and len(address) < 400
    find(browser, "#clear").click()
    wait_for(lambda: browser.execute_script("return location.hash") != address)
    browser.execute_script("location.hash = arguments[0]", address)
    wait_for(lambda: state(browser) == before)
    assert pictures(browser) == shown


def test_a_new_address_counts_more_than_what_was_done_just_before(page):
    browser = page()
    browser.execute_script("document.getElementById('clear').click(); location.hash = '#net=1&unit=2&digit=8'")
    wait_for(lambda: state(browser)["digit"] == 7)
    time.sleep(0.3)                                                 # the address follows the view by 0.15 seconds
    assert browser.execute_script("return location.hash") == "#net=1&unit=2&digit=8"


@pytest.mark.parametrize("hash", ["#", "#net=99&digit=-1&unit=x&frame=1e3&of=77&page=5001", "#strokes=!!!",
                                  "#digit=%E0%A4"])
def test_a_mangled_address_shows_the_start(page, hash):
    browser = page()
    start = state(browser)
    page(hash=hash, fresh=True)
    assert state(browser) == start


@pytest.mark.parametrize("name, width, height", [("grid", 320, 640), ("zoo", 320, 640), ("grid", 800, 1100),
                                                 ("grid", 1280, 800), ("grid", 1920, 1080)])
def test_it_fits_every_screen(page, name, width, height):
    browser = page(name)
    screen(browser, width, height)
    wide, inner = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner == width
    small = browser.execute_script("""return [...document.querySelectorAll("button, select, input")]
        .filter(one => one.offsetWidth && (one.offsetWidth < 24 || one.offsetHeight < 24)).map(one => one.outerHTML)""")
    assert not small                                                # 24 pixels: WCAG 2.2, target size
    assert browser.execute_script("return getComputedStyle(document.getElementById('pad')).touchAction") == "none"


def luminance(colour):
    """Relative luminance of "rgb(r, g, b)".  Source: WCAG 2.2"""
    c = np.array([int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_or_dark_it_can_be_read(page, scheme):
    browser = page(hash="#misread=1")
    light = pictures(browser)
    screen(browser, 1280, 800, scheme)
    style = browser.execute_script("""
        const colour = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
        return {page: colour("body", "backgroundColor"), panel: colour("#digits", "backgroundColor"),
                text: colour("h2", "color"), quiet: colour(".quiet", "color")}""")
    assert (luminance(style["page"]) > 0.5) == (scheme == "light")
    assert contrast(style["text"], style["panel"]) > 7
    assert min(contrast(style["quiet"], style[ground]) for ground in ("page", "panel")) > 4.5
    wait_for(lambda: (pictures(browser) == light) == (scheme == "light"))       # the canvases change colours with it
    screen(browser, 1280, 800, "light")
    wait_for(lambda: pictures(browser) == light)

"""A lecture with the page of nn demo, from its first stroke to its last link, in a lecture hall and on a phone."""
import re

import numpy as np
import pytest

import nn
from nn.app.demo import page as demo

pytest.importorskip("selenium.webdriver", reason="pip install selenium to test the page in a browser")
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from test_demo_browser import draw, find, page, screen, state, text, wait_for  # noqa: E402, F401
from test_demo_screen import TOO_LARGE  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]

THREE = [[(.32, .25), (.45, .18), (.6, .22), (.64, .32), (.58, .42), (.47, .47), (.6, .5), (.68, .6), (.64, .74),
          (.5, .8), (.34, .74)]]
SIZES = (400, 25, 10)


@pytest.fixture(scope="module")
def shown():
    """Networks of λ = 0 and 10."""
    return demo.train_shown((25,), (0.0, 10.0), max_evaluations=60, first=(25, 0.0))


@pytest.fixture(scope="module")
def pages(shown, tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "lecture.html"
    path.write_bytes(demo.page(shown))
    return {"lecture": path.as_uri()}


def press(browser, *ids):
    for id in ids:
        element = find(browser, f"#{id}")
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()


def number_after(words, said):
    return float(re.search(rf"{words} ?= ?([\d.]+)", said)[1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width, height, look", [(1280, 720, "#lecture=1"), (390, 844, "")])
def test_a_lecture(page, shown, width, height, look, scheme):       # noqa: F811
    browser, theta = page("lecture", look, fresh=True), shown[0].network.theta
    screen(browser, width, height, scheme)

    def fits():
        assert not look or browser.execute_script(TOO_LARGE) == []
        return True

    draw(browser, THREE)
    assert text(browser, "#guess") == "3" and fits()

    press(browser, "tab-backprop")
    for button in browser.find_elements(By.CSS_SELECTOR, "#backprop-truth button"):
        if button.text == "8":
            button.click()
    drawn = np.array(browser.execute_script("return Array.from(nn.drawStrokes(nn.state.strokes).pixels)"))
    x, y = [nn.prepare_digit(drawn.reshape(200, 200))], np.eye(10)[[7]]             # unit 8 is the digit 8
    said = text(browser, "[data-panel=answer]")
    assert number_after("J = Σₖ Jₖ", said) == pytest.approx(nn.cost(theta, x, y, SIZES), rel=1e-3) and fits()
    parts = [state(browser)["part"]]
    while find(browser, "#next-part").is_displayed() and find(browser, "#next-part").is_enabled():
        press(browser, "next-part")
        parts.append(state(browser)["part"])
        assert fits()
    assert len(parts) == 5                                          # the cost, δ⁽³⁾, δ⁽²⁾, the gradient, a step

    press(browser, "one-step")
    stepped = theta - state(browser)["eta"] * nn.gradient(theta, x, y, SIZES)
    np.testing.assert_allclose(browser.execute_script("return [...nn.state.own.theta]"), stepped, rtol=0, atol=1e-12)
    said = text(browser, "[data-panel=answer]")
    assert number_after("J = Σₖ Jₖ", said) == pytest.approx(nn.cost(stepped, x, y, SIZES), rel=1e-3) and fits()

    find(browser, "#lambda").send_keys(Keys.ARROW_RIGHT)
    assert state(browser)["own"] is None
    assert browser.execute_script("return nn.data.networks[nn.state.net].lambda") == 10
    assert "new digits" in text(browser, "#about") and fits()

    press(browser, "tab-live", "live-run")
    wait_for(lambda: (state(browser)["own"] or {}).get("steps", 0) > 30)
    press(browser, "live-run")
    assert "during training" in text(browser, "header .badge") and fits()

    press(browser, "tab-confusion")
    find(browser, "#confusion-cells .mistake").click()
    now = state(browser)
    assert now["fresh"] and now["of"] != "" and now["read"] != "" and fits()

    wait_for(lambda: f"read={now['read']}" in browser.execute_script("return location.hash"))
    link = browser.execute_script("return location.hash")
    page("lecture", link, fresh=True)
    again = state(browser)
    assert {name: again[name] for name in ("of", "read", "fresh", "topic", "net", "strokes", "truth", "part")} == {
        name: now[name] for name in ("of", "read", "fresh", "topic", "net", "strokes", "truth", "part")}

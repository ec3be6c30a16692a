"""The pad of nn demo: how long ink and answer take, from a movement of the pen on, in headless Chromium."""
import math
import shutil
import time
from statistics import median

import numpy as np
import pytest
from side_by_side import Measured, Row, at_most_seconds

import nn
from nn.app.demo import page as demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

#: a 3, as [x, y] on the unit square
THREE = [(0.45 + 0.2 * math.sin(math.pi * t), centre - 0.16 * math.cos(math.pi * t))
         for centre in (0.34, 0.66) for t in np.linspace(0, 1, 45)]

#: milliseconds from each movement to the end of the frame that shows its ink, and to the next change of the answer
PROBE = """
    window.ink = [], window.answer = [];
    let moved = null;
    addEventListener("pointermove", event => {
        if (!event.buttons) return;
        const began = performance.now(), {port1, port2} = new MessageChannel();
        moved ??= began;
        port1.onmessage = () => ink.push(performance.now() - began);
        requestAnimationFrame(() => port2.postMessage(null));
    }, {capture: true});
    new MutationObserver(() => {
        if (moved !== null) answer.push(performance.now() - moved);
        moved = null;
    }).observe(document.getElementById("bars"), {childList: true});"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """The page of an untrained network of exercise 4's size, at 1280×720."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="pip install selenium")
    if not (CHROMIUM and DRIVER):
        pytest.skip("needs chromium and chromedriver on the PATH")
    theta = nn.random_init((400, 25, 10), np.random.default_rng(0))
    path = tmp_path_factory.mktemp("ink") / "page.html"
    path.write_bytes(demo.page([demo.ShownNetwork(nn.Network(theta, (400, 25, 10), np.arange(10)), "untrained")]))
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("headless=new", "no-sandbox", "disable-gpu", f"user-data-dir={path.parent / 'profile'}"):
        options.add_argument(f"--{flag}")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": False})
    driver.get(path.as_uri())
    while not driver.execute_script("return document.body.dataset.ready"):
        time.sleep(0.05)
    driver.execute_script(PROBE)
    yield driver
    driver.quit()


def draw(browser):
    """A 3, a point each frame of the screen."""
    browser.execute_script("document.getElementById('clear').click(); window.ink = []; window.answer = [];")
    left, top, width = browser.execute_script(
        "const box = document.getElementById('pad').getBoundingClientRect(); return [box.left, box.top, box.width]")

    def mouse(kind, x, y):
        browser.execute_cdp_cmd("Input.dispatchMouseEvent", {
            "type": kind, "x": left + width * x, "y": top + width * y, "button": "left", "buttons": 1, "clickCount": 1})
    mouse("mousePressed", *THREE[0])
    for x, y in THREE[1:]:
        time.sleep(1 / 60)
        mouse("mouseMoved", x, y)
    mouse("mouseReleased", *THREE[-1])
    time.sleep(0.2)
    return browser.execute_script("return [window.ink, window.answer]")


@pytest.mark.parametrize("slower, most", [(1, 0.016), (4, 0.05)])
def test_ink_is_on_the_screen_within_a_frame(record, quiet, browser, slower, most):
    browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": slower})
    draw(browser)                                                   # which compiles the code
    ink, answer = draw(browser)
    browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})
    which = "`nn demo`" + (f", processor throttled {slower} times" if slower > 1 else "")
    record(Row(f"{which}: a movement of the pen until its ink is painted, the median", seconds(median(ink)),
               bound=at_most_seconds(most)),
           Row(f"{which}: the slowest of ten", seconds(np.quantile(ink, 0.9)), bound=at_most_seconds(most)),
           Row(f"{which}: until the answer follows, the median", seconds(median(answer))))


def test_a_drawing_is_prepared(record, browser):
    took = browser.execute_script("""
        const strokes = [arguments[0].map(point => point.map(v => Math.round(200 * v)))], took = [];
        const {pixels} = nn.drawStrokes(strokes);
        for (let i = 0; i < 60; i++) {
            const began = performance.now();
            nn.prepareDigit(pixels, 200, 200);
            took.push(performance.now() - began);
        }
        return took.slice(20);""", THREE)
    record(Row("`nn demo`: `prepareDigit` of a drawn 3", seconds(median(took))))


def seconds(milliseconds):
    return Measured(milliseconds / 1000)

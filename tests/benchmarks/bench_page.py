"""Training in the page of nn demo: how long until it reads 90 % of the new digits, and how steadily it is shown."""
import shutil

import numpy as np
import pytest
from side_by_side import Measured, Row, at_most_seconds

import nn
from nn.app.demo.page import ShownNetwork, page

webdriver = pytest.importorskip("selenium.webdriver", reason="pip install '.[test]'")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver on the PATH")

#: "Start", with the settings as the page has them, until 90 %: [seconds, frames]
TRAIN = """
    const done = arguments[0], start = performance.now();
    let frames = 0, version = null;
    document.getElementById("live-run").click();
    const look = () => {
        if (nn.state.own.version !== version) frames += 1;
        version = nn.state.own.version;
        const seconds = (performance.now() - start) / 1000;
        if (nn.state.own.accuracy.new < 0.9 && seconds < 60) return requestAnimationFrame(look);
        document.getElementById("live-run").click();
        done([seconds, frames]);
    };
    requestAnimationFrame(look);
"""


@pytest.fixture
def browser(tmp_path):
    """A headless Chromium on a page of one network, with the topic of training."""
    sizes = (400, 25, 10)
    network = nn.Network(nn.random_init(sizes, np.random.default_rng(0)), sizes, np.arange(10))
    (tmp_path / "page.html").write_bytes(page([ShownNetwork(network, "random")]))
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("headless=new", "no-sandbox", "disable-gpu", "window-size=1280,720",
                 f"user-data-dir={tmp_path}/profile"):
        options.add_argument(f"--{flag}")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_script_timeout(90)
    driver.get((tmp_path / "page.html").as_uri() + "#topic=live")
    yield driver
    driver.quit()


@pytest.mark.parametrize("pad", ["a digit of the data", "a drawing"])
def test_training_in_the_page(record, quiet, browser, pad):
    if pad == "a drawing":
        browser.execute_script("location.hash = '#topic=live&strokes=PDyWPP-WPFqg_w'")
    seconds, frames = browser.execute_async_script(TRAIN)
    what = f"training in the page, {pad} on the pad"
    record(Row(f"{what}: until 90 % of the new digits are read", Measured(seconds), bound=at_most_seconds(10)),
           Row(f"{what}: a frame", Measured(seconds / frames), bound=at_most_seconds(0.1)))

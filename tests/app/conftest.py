"""The browser that all tests of the page of nn demo share, and the page's modules in it, each on its own."""
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from nn.app.demo import assemble

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

FLAGS = ("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
         "disable-component-update", "disable-sync", "hide-scrollbars")

BLANK = '<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><title>modules</title>'


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A headless Chromium that keeps its console and what it asks for."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="pip install selenium to test the page in a browser")
    if not (CHROMIUM and DRIVER):
        pytest.skip("needs chromium and chromedriver on the PATH (on Debian: apt install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


class Handler(SimpleHTTPRequestHandler):
    """The folder of the page, and beside it the texts in pages."""
    extensions_map = {".js": "text/javascript"}                     # the system's own list may say otherwise
    pages = {"/": BLANK}

    def do_GET(self):
        if self.path not in self.pages:
            return super().do_GET()
        body = self.pages[self.path].encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", len(body))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def address():
    """Where the modules are served, on this machine only."""
    folder = Path(assemble.__file__).parent
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def serve(monkeypatch):
    """serve("/path", text) puts a page there, beside the modules."""
    return partial(monkeypatch.setitem, Handler.pages)


@pytest.fixture
def blank(browser, address):
    """The browser on an empty page of that address."""
    if browser.current_url != address + "/":
        browser.get(address + "/")
    return browser


@pytest.fixture
def run(blank):
    """run(module, script, *arguments) -> what script returns: typed arrays as lists, undefined as None.

    In script, m is the module, $0, $1, … are the arguments, and floats(list) is a Float64Array.
    """
    def run(module, script, *arguments):
        names = [f"${number}" for number in range(len(arguments))]
        answer = blank.execute_async_script("""
            const [module, names, given, script] = arguments, done = arguments[4];
            const plain = value => ArrayBuffer.isView(value) ? Array.from(value)
                : Array.isArray(value) ? value.map(plain)
                : value && typeof value === "object"
                    ? Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plain(v)])) : value;
            const AsyncFunction = (async () => {}).constructor;
            const body = new AsyncFunction("m", "floats", ...names, script);
            import(`./${module}`).then(m => body(m, list => Float64Array.from(list), ...given))
                                 .then(value => done({value: plain(value)}), error => done({error: error.stack}));
            """, module, names, arguments, script)
        assert "error" not in answer, answer["error"]
        return answer.get("value")
    return run

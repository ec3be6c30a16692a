"""The page of nn demo on screens of every size: lecture mode, one panel alone, contrast, keys, links, the pen."""
# ruff: noqa: F811 the fixture page is that of another file
from itertools import product

import numpy as np
import pytest

import nn
from nn.app.demo import page as demo
from nn.network import Network, Snapshot

pytest.importorskip("selenium.webdriver", reason="pip install selenium to test the page in a browser")
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from test_demo_browser import contrast, find, page, screen, state, text, wait_for  # noqa: E402, F401

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]

PANELS = ["pad", "hidden", "answer", "digits", "topics"]

#: of lecture rooms: WXGA, a laptop beside its browser's own bars, full HD
LECTURE_ROOMS = [(1280, 720), (1440, 757), (1920, 1080)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A page with networks of 25 units and a replay, of 50 and 10 units, of two hidden layers, and of none."""
    rng = np.random.default_rng(15)
    shown = []
    for layer_sizes in [(400, 25, 10), (400, 50, 10), (400, 10, 10), (400, 12, 8, 10), (400, 10)]:
        theta = nn.random_init(layer_sizes, rng)
        snapshots = [Snapshot(n, 7 / n, n * theta) for n in (1, 10, 100)] if layer_sizes[1] == 25 else []
        shown.append(demo.ShownNetwork(Network(theta, layer_sizes, np.arange(10)), f"{layer_sizes}", snapshots))
    path = tmp_path_factory.mktemp("pages") / "screen.html"
    path.write_bytes(demo.page(shown))
    return {"screen": path.as_uri()}


def topics(browser):
    return browser.execute_script(
        "return [...document.querySelectorAll('#topic-tabs button')].map(tab => tab.dataset.topic)")


def press(browser, *keys):
    browser.execute_script("document.activeElement.blur()")
    ActionChains(browser).send_keys(*keys).perform()


def enlarged(browser):
    return state(browser)["enlarged"]


# ---------------------------------------------------------------- one screen

#: what does not fit: panels that reach beyond the screen, and whatever would have to be scrolled
TOO_LARGE = """
    const out = [], root = document.documentElement;
    if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) out.push("the page");
    for (const panel of document.querySelectorAll("main section")) {
        const {width, right, bottom} = panel.getBoundingClientRect();
        if (width && (right > innerWidth + 1 || bottom > innerHeight + 1)) out.push(panel.dataset.panel);
        for (const part of [panel, ...panel.querySelectorAll("*")]) {
            const hides = part.getClientRects().length && getComputedStyle(part).overflowY !== "visible";
            if (hides && (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)) {
                out.push(`${panel.dataset.panel}: ${part.id || part.className || part.tagName} ` +
                         `${part.scrollWidth}×${part.scrollHeight} in ${part.clientWidth}×${part.clientHeight}`);
            }
        }
    }
    return out;"""


@pytest.mark.parametrize("width, height", LECTURE_ROOMS)
def test_in_lecture_mode_all_of_it_is_on_one_screen_whatever_the_topic(page, width, height):
    browser = page("screen")
    screen(browser, width, height)
    for net, topic in product(range(4), topics(browser)):
        page("screen", f"#lecture=1&net={net}&topic={topic}&digit=7")
        assert browser.execute_script(TOO_LARGE) == [], (net, topic)
        assert browser.execute_script("""return [...document.querySelectorAll("main section")]
            .every(panel => panel.offsetWidth && panel.offsetHeight)""")


#: the part of each panel that is empty, to the right of all it shows, and below
EMPTY = """
    const shares = {};
    for (const panel of document.querySelectorAll("main section")) {
        const box = panel.getBoundingClientRect(), range = document.createRange();
        if (!box.width) continue;
        let right = box.left, bottom = box.top;
        const see = rects => { for (const rect of rects) if (rect.width && rect.height) {
            right = Math.max(right, rect.right); bottom = Math.max(bottom, rect.bottom); } };
        for (const one of panel.querySelectorAll("*")) {
            if (one.closest(".corner") || !one.checkVisibility()) continue;
            if (one.matches("canvas, svg, button, select, input, i, .bar, .box")) see(one.getClientRects());
            for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE && node.data.trim()) {
                range.selectNode(node);
                see(range.getClientRects());
            }
        }
        shares[panel.dataset.panel] = [(box.right - right) / box.width, (box.bottom - bottom) / box.height];
    }
    return shares;"""


@pytest.mark.parametrize("width, height", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_no_panel_is_empty_for_a_third(page, width, height):
    browser = page("screen")
    screen(browser, width, height)
    views = [*((0, topic, 1) for topic in topics(browser)), (4, "why", 1),
             *((net, "backprop", part) for net, parts in ((0, 5), (4, 4)) for part in range(2, parts + 1))]
    for view, lecture in product(views, (0, 1)):
        net, topic, part = view
        page("screen", f"#net={net}&lecture={lecture}&topic={topic}&part={part}&digit=7")
        if topic == "live":
            wait_for(lambda: browser.find_elements(By.CSS_SELECTOR, "#live-curves .dot"))
        shares = browser.execute_script(EMPTY)
        assert max(np.ravel(list(shares.values()))) < 1 / 3, (view, lecture, shares)


#: texts of one panel that reach beyond it, and rows of the answer that its sum runs through
CUT_OFF = """
    const out = [], range = document.createRange();
    const boxes = one => { range.selectNodeContents(one); return [...range.getClientRects()]; };
    for (const panel of document.querySelectorAll("main section")) {
        const {left, right, bottom} = panel.getBoundingClientRect();
        for (const one of panel.querySelectorAll(".badge, #legend span, #bars span, .cells i, #said, #switch")) {
            if (!one.checkVisibility()) continue;
            for (const box of [one.getBoundingClientRect(), ...boxes(one)]) {
                if (box.left < left || box.right > right || box.bottom > bottom) out.push(one.textContent || one.id);
            }
        }
    }
    const rows = [...document.querySelectorAll("#bars b")], total = document.querySelector("#bars .total");
    if (total && rows.at(-1).getBoundingClientRect().bottom > total.getBoundingClientRect().top) out.push("total");
    return out;"""


@pytest.mark.parametrize("width, height", LECTURE_ROOMS)
def test_no_text_of_a_lecture_is_cut_off_or_struck_through(page, width, height):
    browser = page("screen")
    screen(browser, width, height)
    for net, topic in product((0, 3, 4), ("backprop", "check")):
        page("screen", f"#lecture=1&net={net}&topic={topic}&part={5 - (net == 4) + (net == 3)}&digit=7&truth=8")
        assert browser.execute_script(CUT_OFF) == [], (net, topic)
        if topic == "backprop":
            find(browser, "#one-step").click()
            assert find(browser, "#verdict .badge").is_displayed()
            assert browser.execute_script(CUT_OFF) == [], net
    rows = browser.execute_script("""
        const tops = [...document.querySelectorAll(".pixels")].map(one => Math.round(one.getBoundingClientRect().top));
        return new Set(tops).size""")
    assert rows == 1                                                # both images of a unit at one height


def test_a_cell_of_the_confusion_matrix_shows_its_digits_beside_it(page):
    browser = page("screen", "#topic=confusion&lecture=1&enlarged=topics")
    cell = max(browser.find_elements(By.CSS_SELECTOR, "#confusion-cells button.mistake"), key=lambda one: int(one.text))
    cell.click()
    shown = browser.find_elements(By.CSS_SELECTOR, "#confusion-digits .digit")
    assert len(shown) == min(int(cell.text), 14)
    of = browser.execute_script("""
        return [...document.querySelectorAll('#confusion-digits .digit')].map(
            one => nn.data.labels[one.dataset.digit]);""")
    assert set(of) == {int(cell.get_attribute("data-of"))} and browser.execute_script(TOO_LARGE) == []


def test_the_question_mark_lists_the_keys(page):
    browser = page("screen")
    press(browser, "?")
    assert find(browser, "#keys").is_displayed() and "lecture mode" in find(browser, "#keys").text
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait_for(lambda: not find(browser, "#keys").is_displayed())


def test_blank_paper_can_be_neither_moved_nor_erased(page):
    browser = page("screen", "#digit=7")
    find(browser, "#eraser").click()
    find(browser, "#clear").click()
    blank = browser.find_elements(By.CSS_SELECTOR, "#arrows button, #eraser")
    assert len(blank) == 6 and not any(one.is_enabled() for one in blank)
    assert find(browser, "#eraser").get_attribute("aria-pressed") == "false"


def test_a_pixel_that_one_points_at_is_marked_in_both_images(page):
    browser = page("screen", "#digit=7")
    marks = browser.find_elements(By.CSS_SELECTOR, ".pixels .mark")
    assert len(marks) == 2 and not any(one.is_displayed() for one in marks)
    ActionChains(browser).move_to_element(find(browser, "#weights")).perform()
    assert all(one.is_displayed() for one in marks)


def test_without_a_hidden_layer_what_a_digit_is_selects_its_unit(page):
    browser = page("screen", "#net=4&topic=check&digit=7")
    find(browser, "#check-truth [aria-label='it is an 8']").click()
    assert state(browser)["unit"] == 8 and text(browser, "#unit-name") == "Unit 9: “8”"


@pytest.mark.parametrize("costs, texts, runs", [([1, 0.5, 0.2], 0, 1), ([1, 0.5, 9, 8, 0.5], 1, 2), ([1, None], 1, 1)])
def test_a_step_whose_cost_leaves_the_chart_is_marked(run, costs, texts, runs):
    found = run("step_chart.js", """
        const costs = $0.map(v => v ?? Infinity), etas = costs.map((_, i) => 10 ** i);
        const svg = m.stepChart(etas, costs, 1, 1, 1, {width: 300, height: 200});
        return [[...svg.querySelectorAll("text")].filter(one => one.textContent.startsWith("↑")).length,
                svg.querySelectorAll("polyline").length];""", costs)
    assert found == [texts, runs]


#: letters that are smaller than a share of the screen's height
SMALL = """
    const small = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, one = node.parentElement;
        if (!node.data.trim() || !one.checkVisibility() || one.closest("title, noscript, option")) continue;
        const scale = one.ownerSVGElement ? one.getScreenCTM().d : 1;
        const size = scale * parseFloat(getComputedStyle(one).fontSize);
        if (size < arguments[0] * innerHeight) small.push(`${size.toFixed(1)} px: ${node.data.trim()}`);
    }
    return small;"""


@pytest.mark.parametrize("width, height", [(1280, 720), (1920, 1080)])
def test_a_panel_alone_fills_the_screen_with_large_letters(page, width, height):
    browser = page("screen")
    screen(browser, width, height)
    for topic in topics(browser):
        page("screen", f"#lecture=1&topic={topic}&digit=7")
        for name in PANELS if topic == topics(browser)[0] else ["topics"]:
            press(browser, str(1 + PANELS.index(name)))
            shown = browser.execute_script("""
                const all = [...document.querySelectorAll("main section")].filter(panel => panel.offsetWidth);
                return all.map(panel => [panel.dataset.panel, panel.offsetWidth, panel.offsetHeight]);""")
            assert [one[0] for one in shown] == [name]
            assert shown[0][1] > 0.95 * width and shown[0][2] > 0.95 * height
            assert browser.execute_script(SMALL, 1 / 50) == [], (name, topic)
            assert browser.execute_script(TOO_LARGE) == [], (name, topic)
            assert max(browser.execute_script(EMPTY)[name]) < 1 / 3, (name, topic)
            press(browser, Keys.ESCAPE)
            assert enlarged(browser) == "" and state(browser)["lecture"]


# ---------------------------------------------------------------- keys and buttons

def test_each_panel_has_a_button_that_enlarges_it_and_says_its_key(page):
    browser = page("screen", "#digit=7")
    for number, name in enumerate(PANELS, start=1):
        button = find(browser, f"[data-panel={name}] .enlarge")
        assert button.text == str(number) and f"key {number}" in button.get_attribute("aria-label")
        button.click()
        assert enlarged(browser) == name and button.text == "Esc"
        button.click()
        assert enlarged(browser) == "" and button.text == str(number)


def test_l_turns_lecture_mode_on_and_off_as_its_button_does(page):
    browser = page("screen")
    for do in (lambda: press(browser, "l"), find(browser, "#lecture").click):
        do()
        assert state(browser)["lecture"] and find(browser, "#lecture").get_attribute("aria-pressed") == "true"
        do()
        assert not state(browser)["lecture"]


def test_keys_in_a_field_are_text(page):
    browser = page("screen")
    browser.execute_script("""
        const field = document.createElement("input");
        field.type = "number";
        document.querySelector("header").append(field);
        field.focus();""")
    ActionChains(browser).send_keys("1", "2").perform()
    assert browser.execute_script("return document.activeElement.value") == "12" and enlarged(browser) == ""
    browser.execute_script("document.activeElement.remove()")
    press(browser, "2")
    assert enlarged(browser) == "hidden"


NOW = {"lecture": True, "enlarged": "", "hide": ["digits"]}


@pytest.mark.parametrize("key, news", [("1", {"enlarged": "pad"}), ("5", {"enlarged": "topics"}),
                                       ("L", {"lecture": False, "enlarged": ""}),
                                       *((key, None) for key in ["4", "6", "9", "0", "Escape", "x", "F1", " "])])
def test_what_a_key_means(run, key, news):
    assert run("keys.js", "return m.changeOf($0, $1)", key, NOW) == news


def test_escape_and_the_same_key_lead_back_from_a_panel_and_l_to_the_lecture(run):
    now = {**NOW, "enlarged": "pad"}
    found = run("keys.js", "return ['Escape', '1', '3', 'l'].map(key => m.changeOf(key, $0))", now)
    assert found == [{"enlarged": ""}, {"enlarged": ""}, {"enlarged": "answer"}, {"lecture": True, "enlarged": ""}]


def test_everything_that_one_can_press_or_see_as_a_picture_has_a_name(page):
    browser = page("screen")
    for topic in topics(browser):
        page("screen", f"#topic={topic}&digit=7")
        assert browser.execute_script("""
            const named = one => one.ariaLabel || one.getAttribute("aria-labelledby") ||
                (one.tagName !== "SELECT" && one.textContent.trim()) ||
                one.labels?.[0]?.textContent.trim() || one.closest("button")?.ariaLabel || one.closest("[aria-label]");
            return [...document.querySelectorAll("button, select, input, canvas, [tabindex]")]
                .filter(one => one.checkVisibility() && !named(one)).map(one => one.outerHTML);""") == []


def test_the_replay_says_where_another_network_is_shown(page):
    browser = page("screen", "#topic=backprop&part=5&digit=7")
    find(browser, "#one-step").click()
    find(browser, "#tab-replay").click()
    assert text(browser, "#snapshot").startswith("evaluation 100 (not shown above)")
    find(browser, "#back").click()
    assert text(browser, "#snapshot").startswith("evaluation 10J = ")


# ---------------------------------------------------------------- help

def test_every_panel_and_every_topic_is_explained_and_names_its_exercise(run):
    names = run("panels.js", "return [...Object.keys(m.PANELS), ...Object.keys((await import('./topics.js')).TOPICS)]")
    said = run("help.js", "return m.HELP")
    assert set(names) - {"topics"} <= set(said)
    for one in said.values():
        assert one["marks"].endswith(".") and one["exercise"].startswith("`nn check ")


def test_help_opens_with_the_keyboard_and_closes_with_escape_alone(page):
    browser = page("screen", "#lecture=1&enlarged=topics&digit=7")
    browser.execute_script("document.querySelector('[data-panel=topics] [popovertarget]').focus()")
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    bubble = find(browser, "#help-topics")
    assert bubble.is_displayed() and "snapshot" in bubble.text and "nn check 13" in bubble.text
    box = bubble.rect
    assert box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= 1280 and box["y"] + box["height"] <= 800
    ActionChains(browser).send_keys("1", Keys.ESCAPE).perform()
    wait_for(lambda: not bubble.is_displayed())
    assert enlarged(browser) == "topics"                            # neither key reached the page
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert enlarged(browser) == ""


@pytest.mark.parametrize("place, expected", [
    ((100, 120, 10, 30), {"left": "100px", "right": "auto", "top": "34px", "bottom": "auto"}),
    ((900, 920, 10, 30), {"left": "auto", "right": "80px", "top": "34px", "bottom": "auto"}),
    ((900, 920, 550, 570), {"left": "auto", "right": "80px", "top": "auto", "bottom": "54px"})])
def test_a_bubble_opens_towards_the_middle_of_the_screen(run, place, expected):
    box = dict(zip(("left", "right", "top", "bottom"), place, strict=True))
    assert run("bubble.js", "return m.placeAt($0, 1000, 600)", box) == expected


# ---------------------------------------------------------------- links

def test_a_link_brings_back_how_the_page_is_looked_at_and_counts_units_from_1(run):
    shown = {"networks": [{"layer_sizes": [400, 3, 10], "replay": []}], "labels": 5000 * [0]}
    links = run("link.js", """
        const {START} = await import("./state.js");
        return $0.map(news => m.toHash({...START, ...news}))""", views := [
        {"unit": 2}, {"lecture": True}, {"enlarged": "answer"}, {"hide": ["digits", "topics"]}])
    assert "unit=3" in links[0] and "lecture=1" in links[1] and "enlarged=answer" in links[2]
    assert "hide=digits_topics" in links[3]
    for link, view in zip(links, views, strict=True):
        found = run("link.js", "return m.fromHash($0, $1)", link, shown)
        assert {name: found[name] for name in view} == view


@pytest.mark.parametrize("link, expected", [
    ("#unit=0", {"unit": 0}), ("#unit=1", {"unit": 0}), ("#unit=3", {"unit": 2}), ("#unit=4", {"unit": 0}),
    ("#hide=pad,answer,none,pad,constructor", {"hide": ["pad", "answer"]}),
    ("#enlarged=pad&hide=pad", {"enlarged": ""}),
    ("#enlarged=toString&topic=toString", {"enlarged": "", "topic": "replay"})])
def test_what_a_link_may_say(run, link, expected):
    shown = {"networks": [{"layer_sizes": [400, 3, 10], "replay": []}], "labels": 5000 * [0]}
    found = run("link.js", "return m.fromHash($0, $1)", link, shown)
    assert {name: found[name] for name in expected} == expected


def test_panels_are_hidden_by_the_link_and_by_the_list_and_the_others_take_their_room(page):
    browser = page("screen", "#lecture=1&hide=digits_hidden&digit=7")
    shown = {panel: browser.execute_script("""
        const {width, height} = document.querySelector(`[data-panel=${arguments[0]}]`).getBoundingClientRect();
        return [width, height]""", panel) for panel in PANELS}
    assert shown["digits"] == shown["hidden"] == [0, 0] and browser.execute_script(TOO_LARGE) == []
    assert shown["pad"][1] > 0.8 * 800 and shown["answer"][0] == shown["topics"][0]
    find(browser, "#panels-button").click()
    find(browser, "#panels input[name=hidden]").click()
    assert state(browser)["hide"] == ["digits"] and find(browser, "#hidden").is_displayed()
    find(browser, "#panels input[name=replay]").click()
    assert state(browser)["topic"] == topics(browser)[1] and not find(browser, "#tab-replay").is_displayed()
    find(browser, "#panels input[name=replay]").click()
    find(browser, "#panels input[name=topics]").click()
    assert sorted(state(browser)["hide"]) == ["digits", "topics"] and not find(browser, "#topics").is_displayed()
    press(browser, Keys.ESCAPE)


def test_a_topic_that_is_hidden_is_not_shown(run):
    assert run("topics.js", """
        const names = Object.keys(m.TOPICS);
        return [m.shownTopic(names[0], []) === names[0], m.shownTopic(names[0], [names[0]]) === (names[1] ?? names[0]),
                m.shownTopic(names[0], names) === names[0]]""") == [True, True, True]


def test_copy_link_copies_the_whole_address_or_shows_it_selected(page, pages):
    browser = page("screen", "#digit=7&unit=3")
    browser.execute_script("""
        Object.defineProperty(navigator, "clipboard", {configurable: true, value: {
            writeText: async text => { if (window.refused) throw new Error("refused"); window.copied = text; }}});
        document.execCommand = () => false;""")
    link = f"{pages['screen']}#net=0&unit=3&digit=7"
    find(browser, "#copy-link").click()
    wait_for(lambda: text(browser, "#copied").startswith("Copied"))
    assert browser.execute_script("return window.copied") == link
    press(browser, Keys.ESCAPE)
    browser.execute_script("window.refused = true")
    find(browser, "#copy-link").click()
    wait_for(lambda: browser.find_elements(By.CSS_SELECTOR, "#copied input"))
    assert browser.execute_script("""
        const field = document.activeElement;
        return field.value.slice(field.selectionStart, field.selectionEnd)""") == link
    press(browser, Keys.ESCAPE)


# ---------------------------------------------------------------- a phone

def test_on_a_phone_nothing_is_cut_off_and_tiles_stand_in_full_rows(page):
    browser = page("screen")
    screen(browser, 390, 844)
    for net, columns in ((0, 5), (1, 10), (2, 5)):
        for topic in topics(browser):
            page("screen", f"#net={net}&topic={topic}&digit=7")
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
        tops = browser.execute_script("return [...document.querySelectorAll('.tile')].map(tile => tile.offsetTop)")
        assert [tops.count(top) for top in sorted(set(tops))] == len(set(tops)) * [columns]


IN_VIEW = """
    const {top, bottom} = document.querySelector(arguments[0]).getBoundingClientRect();
    return top >= -1 && bottom <= innerHeight + 1;"""


def test_on_a_phone_what_a_press_changes_comes_into_view(page):
    browser = page("screen", "#digit=7")
    screen(browser, 390, 844)
    assert browser.execute_script(IN_VIEW, "[data-panel=pad]")
    browser.execute_script("document.querySelectorAll('.tile')[24].click()")
    assert browser.execute_script(IN_VIEW, "#unit-title")
    wait_for(lambda: find(browser, "#answer-line").is_displayed())  # the answer, while its panel is elsewhere
    assert text(browser, "#line-guess") == text(browser, "#guess")
    browser.execute_script("document.querySelectorAll('#strip button')[3].click()")
    assert browser.execute_script(IN_VIEW, "[data-panel=pad]")
    browser.execute_script("document.getElementById('tab-live').click()")
    assert browser.execute_script(IN_VIEW, "#topic-tabs")
    wait_for(lambda: browser.find_elements(By.CSS_SELECTOR, "#live-curves .dot"))
    browser.execute_script("document.getElementById('live-step').click()")
    assert browser.execute_script(IN_VIEW, "#live-curves") and browser.execute_script(IN_VIEW, "#live-step")


@pytest.mark.parametrize("n, columns", [(1, 1), (7, 4), (10, 5), (12, 4), (25, 5), (50, 10), (100, 10), (13, 7)])
def test_tiles_leave_as_little_of_the_last_row_empty_as_they_can(run, n, columns):
    assert run("tiles_per_row.js", "return m.tilesPerRow($0)", n) == columns


# ---------------------------------------------------------------- colours

#: the colours of all texts and of what is behind them, as "rgb(r, g, b)"
COLOURS_OF_TEXTS = """
    const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true}), found = {};
    const rgba = colour => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        return context.getImageData(0, 0, 1, 1).data;
    };
    const ground = one => {
        for (; one; one = one.parentElement) {
            const colour = getComputedStyle(one).backgroundColor;
            if (rgba(colour)[3] === 255) return colour;
        }
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, one = node.parentElement;
        if (!node.data.trim() || !one.checkVisibility() || one.closest("title, noscript, option, :disabled")) continue;
        const colour = getComputedStyle(one)[one.ownerSVGElement ? "fill" : "color"];
        const pair = [colour, ground(one)].map(name => `rgb(${[...rgba(name).slice(0, 3)].join(", ")})`);
        found[pair.join()] = [...pair, node.data.trim()];
    }
    return Object.values(found);"""


PALETTE = ["positive", "negative", "active", "zero", "panel", "page", "curve", "curve-other", "wrong", "edge", "focus"]


def palette(browser):
    """The colours of style.css by name, as "rgb(r, g, b)"."""
    return browser.execute_script("""
        const one = document.body.appendChild(document.createElement("i"));
        const rgb = name => {
            one.style.color = `var(--${name})`;
            return getComputedStyle(one).color;
        };
        const found = Object.fromEntries(arguments[0].map(name => [name, rgb(name)]));
        one.remove();
        return found;""", PALETTE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_have_a_contrast_of_4_5_and_marks_of_3(page, scheme):
    browser = page("screen", "#misread=1&digit=7")
    screen(browser, 1280, 720, scheme)
    for topic in topics(browser):
        page("screen", f"#misread=1&digit=7&topic={topic}")
        for colour, ground, shown in browser.execute_script(COLOURS_OF_TEXTS):
            assert contrast(colour, ground) >= 4.5, (shown, colour, ground)
    colours = palette(browser)
    for mark, ground in [*product(["positive", "negative", "active"], ["zero", "panel"]),
                         *product(["curve", "curve-other", "wrong", "edge", "focus"], ["panel", "page"])]:
        assert contrast(colours[mark], colours[ground]) >= 3, (mark, ground)


def test_blue_is_positive_and_orange_negative_and_curves_are_grey(page):
    browser = page("screen")
    for scheme in ("light", "dark"):
        screen(browser, 1280, 720, scheme)
        colours = {name: [int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
                   for name, colour in palette(browser).items()}
        assert np.argmax(colours["positive"]) == 2 and np.argmax(colours["active"]) == 1
        red, green, blue = colours["negative"]
        assert red > green > blue and np.ptp(colours["curve"]) < 20


# ---------------------------------------------------------------- the pen

def test_ink_that_grows_is_the_drawing_of_all_its_strokes(run):
    """Also after a stroke was taken back, where one erases, and after another drawing."""
    found = run("ink.js", """
        const {drawStrokes} = await import("./pen.js"), same = [];
        const look = (strokes, erasers = []) => {
            const whole = drawStrokes(strokes, erasers).pixels;
            same.push(m.inkOf(strokes, erasers).pixels.every((v, i) => v === whole[i]));
        };
        const one = [[20, 30]], two = [[150, 30], [10, 180]];
        look([one]);
        one.push([90, 40], [91, 120]);
        look([one]);
        look([one, two]);
        two.push([60, 60]);
        look([one, two]);
        look([one, two], [1]);
        look([one]);
        look([[[5, 5]]]);
        look([]);
        return same""")
    assert found == 8 * [True]


def test_only_the_box_that_a_stroke_changed_is_to_be_painted(run):
    boxes = run("ink.js", """
        const stroke = [[50, 60]], boxes = [];
        const look = () => { m.inkOf([stroke]); boxes.push(m.changedBox()); };
        look(); look();
        stroke.push([70, 60]);
        look();
        return boxes""")
    # the pen's radius is 8.5, and half a pixel more for its edge
    reach = {"top": 50, "bottom": 70, "left": 40, "right": 60}
    assert boxes[1] is None
    for box, expected in ((boxes[0], reach), (boxes[2], {**reach, "right": 80})):
        assert all(abs(box[side] - expected[side]) <= 1 for side in reach)


def test_a_stroke_is_on_the_screen_before_the_answer_is_computed(page):
    browser = page("screen", "#digit=7")
    browser.execute_script("""
        window.seen = [];
        const pad = document.getElementById("pad"), copy = document.createElement("canvas").getContext("2d", {
            willReadFrequently: true});
        for (const kind of ["pointerdown", "pointermove"]) pad.addEventListener(kind, event => {
            if (!event.buttons) return;
            const box = pad.getBoundingClientRect();
            const x = Math.round((event.clientX - box.left) / box.width * pad.width);
            const y = Math.round((event.clientY - box.top) / box.height * pad.height);
            copy.drawImage(pad, x, y, 1, 1, 0, 0, 1, 1);
            seen.push([pad.width, copy.getImageData(0, 0, 1, 1).data[0], document.getElementById("said").textContent]);
        });""")
    ActionChains(browser, duration=20).move_to_element(find(browser, "#pad")).click_and_hold().move_by_offset(
        30, 20).move_by_offset(-10, 30).release().perform()
    seen = browser.execute_script("return window.seen")
    assert len(seen) >= 3 and {width for width, *_ in seen} == {200}
    assert all(red < 60 for _, red, _ in seen)                      # dark ink, where the pen is, at once
    assert "drawing" not in seen[0][2]                              # as it was before the stroke
    wait_for(lambda: "reads your drawing as" in text(browser, "#said"))

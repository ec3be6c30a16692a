"""The JavaScript modules of the page of nn demo, each on its own in a browser, against Python and by hand."""
from string import ascii_letters, digits

import numpy as np
import pytest

import nn
from nn.app.demo import assemble, pack
from nn.app.demo import page as demo
from nn.files.resize import resize
from nn.network import Network, Snapshot

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]

MODULES = sorted(set(assemble.files("js")) - {"main.js"})            # which starts the page


def test_every_module_but_main_can_be_imported_on_its_own(run):
    for name in MODULES:
        run(name, "return Object.keys(m)")


# ---------------------------------------------------------------- network.js

@pytest.mark.parametrize("layer_sizes, hidden, output", [
    ((6, 4, 3), "sigmoid", "sigmoid"), ((6, 4, 3), "tanh", "softmax"), ((6, 5, 4, 3), "relu", "softmax"),
    ((6, 5, 4, 3, 2), "identity", "sigmoid"), ((6, 3), "sigmoid", "softmax"), ((784, 30, 10), "tanh", "sigmoid")])
def test_the_forward_pass_is_that_of_feedforward(run, layer_sizes, hidden, output):
    rng = np.random.default_rng(1)
    theta, x = 3 * nn.random_init(layer_sizes, rng, epsilon=0.5), rng.normal(size=layer_sizes[0])
    found = run("network.js", "return m.feedforward(floats($0), floats($1), $2)", theta.tolist(), x.tolist(),
                {"layer_sizes": layer_sizes, "hidden": hidden, "output": output})
    activations, zs = nn.feedforward(theta, [x], layer_sizes, hidden=hidden, output=output)
    assert len(found["activations"]) == len(activations) and len(found["zs"]) == len(zs)
    for layer, expected in zip(found["activations"] + found["zs"], activations + zs, strict=True):
        # float64 on both sides, sums of at most 785 terms in another order
        np.testing.assert_allclose(layer, expected[0], rtol=1e-12, atol=1e-12)


def test_the_forward_pass_by_hand(run):
    network = {"layer_sizes": [2, 1], "hidden": "sigmoid", "output": "sigmoid"}
    found = run("network.js", "return m.feedforward(floats([1, 0.5, -0.5]), floats([2, 4]), $0)", network)
    assert found == {"activations": [[2, 4], [0.5]], "zs": [[0]]}     # z = 1 + 1 − 2 = 0, a = 1 / (1 + e⁰)


def test_softmax_of_large_z_does_not_overflow(run):
    network = {"layer_sizes": [1, 2], "hidden": "sigmoid", "output": "softmax"}
    found = run("network.js", "return m.feedforward(floats([1000, 0, 1000, 0]), floats([1]), $0)", network)
    assert found["activations"][1] == [0.5, 0.5]


def test_unflatten_is_that_of_python(run):
    theta, layer_sizes = np.arange(4 * 7 + 3 * 5, dtype=float), (6, 4, 3)
    found = run("network.js", "return m.unflatten(floats($0), $1)", theta.tolist(), layer_sizes)
    assert found == [Theta.tolist() for Theta in nn.unflatten(theta, layer_sizes)]


# ---------------------------------------------------------------- reader.js

@pytest.mark.parametrize("layer_sizes, hidden, output, off", [
    ((6, 4, 3), "sigmoid", "sigmoid", []), ((6, 4, 3), "tanh", "softmax", [0, 2]),
    ((6, 5, 4, 3), "relu", "softmax", [1]), ((6, 3), "sigmoid", "softmax", [])])
def test_what_all_digits_are_read_as_is_what_predict_says(run, layer_sizes, hidden, output, off):
    rng = np.random.default_rng(4)
    theta, X = nn.random_init(layer_sizes, rng, epsilon=2), rng.normal(size=(50, 6)) * (rng.random((50, 6)) < 0.4)
    without = [Theta.copy() for Theta in nn.unflatten(theta, layer_sizes)]
    without[-1 if len(layer_sizes) < 3 else 1][:, [j + 1 for j in off]] = 0       # a unit whose a is 0 adds nothing
    found = run("reader.js", """
        const values = [], columns = [], starts = [0];
        for (const x of $1) {
            [1, ...x].forEach((v, j) => { if (v) { values.push(v); columns.push(j); } });
            starts.push(values.length);
        }
        return m.predictedBy(floats($0), $2, {values, columns, starts, k: new Uint8Array($1.length)})""",
                theta.tolist(), X.tolist(),
                {"layer_sizes": layer_sizes, "hidden": hidden, "output": output, "off": off})
    assert found == nn.predict(np.concatenate([Theta.ravel() for Theta in without]), X, layer_sizes,
                               range(layer_sizes[-1]), hidden=hidden, output=output).tolist()


def test_an_accuracy_is_that_of_each_part_of_the_digits(run):
    network = {"classes": [*"1230"], "predicted": [0, 1, 2, 3, 0], "keptOut": [1, 4]}
    accuracy = "return m.accuracyOf($0, new Uint8Array([1, 2, 0, 0, 3]))"
    assert run("reader.js", accuracy, network) == {"training": pytest.approx(2 / 3), "new": 0.5}
    assert run("reader.js", accuracy, {**network, "keptOut": None}) == {"all": 0.6}


# ---------------------------------------------------------------- resize.js, input.js

@pytest.mark.parametrize("shape, smaller", [((28, 28), (20, 20)), ((20, 20), (28, 28)), ((7, 31), (20, 5)),
                                            ((1, 3), (2, 1))])
def test_an_image_is_resized_as_in_python(run, shape, smaller):
    image = np.random.default_rng(2).uniform(size=shape)
    found = run("resize.js", "return m.resize({height: $0, width: $1, pixels: floats($2)}, $3, $4)", *shape,
                image.ravel().tolist(), *smaller)
    assert (found["height"], found["width"]) == smaller
    # the same sums in another order
    np.testing.assert_allclose(found["pixels"], resize(image, smaller).ravel(), rtol=0, atol=1e-12)


def test_resizing_keeps_what_has_one_brightness_and_what_has_the_size_already(run):
    W = np.array(run("resize.js", "return m.resizeMatrix(28, 20)"))
    np.testing.assert_allclose(W.sum(axis=1), 1, rtol=0, atol=1e-14)
    assert np.array_equal(run("resize.js", "return m.resizeMatrix(9, 9)"), np.eye(9))


def test_between_is_r_a_ct(run):
    rng = np.random.default_rng(3)
    R, A, C = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(5, 4))
    found = run("resize.js", "return m.between($0, {height: 3, width: 4, pixels: floats($1)}, $2)", R.tolist(),
                A.ravel().tolist(), C.tolist())
    np.testing.assert_allclose(np.reshape(found["pixels"], (2, 5)), R @ A @ C.T, rtol=0, atol=1e-14)


def test_the_inputs_of_exercise_4_are_made_from_mnist_s_images(run):
    images, X = nn.load_mnist5k()[0][2000:2003] / 255, nn.load_ex4()[0][2000:2003]
    for image, x in zip(images, X, strict=True):
        square = image.ravel().tolist()
        found = run("input.js", "return m.asInput({height: 28, width: 28, pixels: floats($0)}, 400)", square)
        np.testing.assert_allclose(found, x, rtol=0, atol=1e-12)
        assert run("input.js", "return m.asInput({height: 28, width: 28, pixels: floats($0)}, 784)", square) == square


@pytest.mark.parametrize("inputs, order", [(400, "F"), (784, "C")])
def test_the_pixels_of_x_lie_by_columns_in_400_and_by_rows_in_784(run, inputs, order):
    found = run("input.js", """const pixel = m.pixelOf($0), side = m.sideOf($0);
                return Array.from({length: side}, (_, r) => Array.from({length: side}, (_, c) => pixel(r, c)))""",
                list(range(inputs)))
    side = round(inputs ** 0.5)
    assert np.array_equal(found, np.arange(inputs).reshape(side, side, order=order))


# ---------------------------------------------------------------- prepare.js

def scribble(rng, height, width, pen):
    """Ink 0..1 along a random walk with a round pen."""
    y, x = np.indices((height, width))
    place, ink = np.array([height, width]) * rng.uniform(0.35, 0.65, 2), np.zeros((height, width))
    for _ in range(12):
        ink = np.maximum(ink, np.clip(pen + 0.5 - np.hypot(y - place[0], x - place[1]), 0, 1))
        place = np.clip(place + rng.normal(size=2) * pen * 2, pen + 2, np.array([height, width]) - pen - 3)
    return ink


def drawings():
    """Large and tiny, thin and thick, on black and on white paper, with a lamp at one side, cut off by the border."""
    rng = np.random.default_rng(11)
    lamp = np.linspace(0.8, 1, 120)[:, None] * np.linspace(0.9, 1, 90)
    yield "large", scribble(rng, 120, 90, 6)
    yield "thin", scribble(rng, 100, 140, 1)
    yield "thick", scribble(rng, 80, 80, 12)
    yield "tiny", scribble(rng, 30, 40, 1)
    yield "dark ink, grey values", np.round(240 - 200 * scribble(rng, 64, 70, 4))
    yield "lamp", lamp - 0.7 * scribble(rng, 120, 90, 5)
    yield "cut off", scribble(rng, 60, 60, 5)[20:45, 22:50]
    stroke = np.zeros((60, 60))
    stroke[10:50, 20:25], stroke[10:30, 20:22] = 1, 0.4
    yield "5 of 40 pixels wide: 2.5 of 20, which Python rounds to 2", stroke
    thin = np.zeros((200, 150))
    thin[20:180, 70:72] = thin[20:22, 30:120] = 1
    yield "thin and large: faint after shrinking, and made as dark as ink again", thin
    far = np.indices((80, 110)) / 100 - [[[0.3]], [[0.6]]]
    photograph = 1 - 0.4 * np.sum(far ** 2, axis=0) - 0.05 * scribble(rng, 80, 110, 2)
    yield "photograph, darker in its corners", photograph + rng.normal(0, 0.003, (80, 110))
    yield "leaning to the left", np.tril(np.triu(np.ones((90, 90)), -3), 3)
    ruled = 0.9 - 0.6 * scribble(rng, 90, 90, 3)
    ruled[5::11] -= 0.1
    yield "ruled", ruled
    yield "one row", np.array([[0.1, 0.3, 0.5, 0.2, 0.9, 0.4, 0.35, 0.25]])
    yield "two columns", rng.uniform(size=(9, 2))
    yield "grain", scribble(rng, 70, 70, 4) + rng.uniform(0, 0.05, (70, 70))


@pytest.mark.parametrize("pixels", [400, 784])
def test_a_drawing_is_prepared_as_in_python(run, pixels):
    for name, image in drawings():
        found = run("prepare.js", "return m.prepareDigit($0, $1, $2, $3)", image.ravel().tolist(), *image.shape, pixels)
        # the same sums in another order
        np.testing.assert_allclose(found, nn.prepare_digit(image, pixels), rtol=0, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("level", [0, 0.3, 255])
def test_blank_paper_is_not_a_digit(run, level):
    assert run("prepare.js", "return m.prepareDigit(Array(100).fill($0), 10, 10)", level) is None


def test_numbers_are_rounded_as_python_rounds_them(run):
    numbers = [0.5, 1.5, 2.5, 3.5, 2.4, 2.6, 7.0, 13.500001]
    assert run("prepare.js", "return $0.map(m.round)", numbers) == [round(number) for number in numbers]


@pytest.mark.parametrize("values", [[3, 1, 2], [4, 1, 3, 2], [10, 9, 100]])
def test_the_median_is_that_of_numpy(run, values):
    assert run("prepare.js", "return m.median($0)", values) == np.median(values)


# ---------------------------------------------------------------- data.js, top_digits.js

def test_what_pack_packs_is_unpacked_to_the_last_bit(run):
    network = Network(nn.random_init((400, 3, 10), np.random.default_rng(3)), (400, 3, 10), np.arange(1, 11))
    earlier = Snapshot(5, 2.5, network.theta / 3)
    packed = {**pack.as_network(network, "weights.npz", 1.0, np.array([3, 4321])),
              "replay": pack.as_replay([earlier, earlier], network, room=10 ** 6)}
    found = run("data.js", """
        const {networks: [one], labels, images, newDigits} = await m.unpack($0);
        return {theta: one.theta, end: m.thetaAt(one, null), earlier: m.thetaAt(one, 0), labels,
                length: images.length, some: images.subarray(784 * 4321, 784 * 4322),
                digit: m.dataDigit(images, 4321, 400), predicted: one.predicted,
                misread: Array.from(labels, (_, i) => m.isMisread(one, labels, i)),
                keptOut: one.keptOut, news: [3, 4, 4321].map(i => m.isNew(one, i)), newDigits,
                unknown: m.isNew({...one, keptOut: null}, 3)};
        """, {"digits": pack.as_digits(), "networks": [packed]})
    images, labels = nn.load_mnist5k()
    X, y = nn.load_ex4()
    predicted = nn.predict(network.theta, X, *network[1:3])
    assert found["theta"] == found["end"] == network.theta.tolist()
    # one part in 65,534 of the largest, by rounding to 16 bits
    np.testing.assert_allclose(found["earlier"], earlier.theta, rtol=0, atol=1.01 * abs(earlier.theta).max() / 65534)
    assert found["labels"] == labels.tolist() and found["length"] == images.size
    assert found["some"] == images[4321].ravel().tolist()
    np.testing.assert_allclose(found["digit"], X[4321], rtol=0, atol=1e-12)
    assert found["predicted"] == (predicted - 1).tolist() and found["misread"] == (predicted != y).tolist()
    assert found["keptOut"] == [3, 4321] and found["news"] == [True, False, True] and found["unknown"] is False
    assert found["newDigits"] == pack.new_digits().tolist()


@pytest.mark.parametrize("inputs", [400, 784])
def test_the_top_digits_are_those_of_the_largest_z(run, inputs):
    rows = slice(None, None, 40)
    images = nn.load_mnist5k()[0][rows]
    X = nn.load_ex4()[0][rows] if inputs == 400 else images.reshape(len(images), 784) / 255
    row = np.random.default_rng(4).normal(size=inputs + 1)
    found = run("top_digits.js", "return m.topDigits(floats($0), Uint8Array.from($1))", row.tolist(),
                images.ravel().tolist())
    assert found == np.argsort(-(X @ row[1:]))[:9].tolist()


# ---------------------------------------------------------------- pen.js, link.js

def test_a_line_of_the_pen_covers_the_area_of_a_round_pen(run):
    def drawn(*strokes):
        return np.reshape(run("pen.js", "return m.drawStrokes($0)", strokes)["pixels"], (200, 200))
    dot, line = drawn([[100, 80]]), drawn([[60, 80], [140, 80]])
    # the pen's radius is 8.5; coverage by distance instead of by area is off by about a percent
    assert dot.sum() == pytest.approx(np.pi * 8.5 ** 2, rel=0.02)
    assert line.sum() == pytest.approx(np.pi * 8.5 ** 2 + 80 * 17, rel=0.02)
    assert np.flatnonzero(dot.any(axis=1)).tolist() == list(range(72, 89))      # rows are y: 80 ± 8
    assert np.flatnonzero(dot.any(axis=0)).tolist() == list(range(92, 109))     # columns are x: 100 ± 8
    assert np.array_equal(drawn([[100, 80]], [[60, 80], [140, 80]]), line) and not drawn().any()
    assert np.array_equal(drawn([[30, 40], [90, 150]]), drawn([[40, 30], [150, 90]]).T)


def states(count=50):
    """States that the page can be in, with strokes of every length."""
    rng = np.random.default_rng(5)
    for number in range(count):
        drawn = number % 2
        yield {"net": int(rng.integers(2)), "digit": None if drawn else int(rng.integers(5000)),
               "strokes": [rng.integers(0, 200, (length, 2)).tolist() for length in rng.integers(1, 9, 3 * drawn)],
               "unit": int(rng.integers(3)), "frame": None if number % 3 else int(rng.integers(4)),
               "of": ["", "0", "7"][number % 3], "read": ["", "3"][number % 2], "misread": number % 5 == 0,
               "fresh": number % 4 == 1, "page": int(rng.integers(3)), "topic": "replay", "own": None,
               "eta": [0.1, 0.001, 10][number % 3], "epsilon": [0.1, 1e-8][number % 2],
               "nudge": [0, -0.35, 1][number % 3], "weight": int(rng.integers(414)),
               "training": {"rate": [0.1, 30][number % 2], "batchSize": 4000, "momentum": 0.9, "lambda": 0,
                            "hidden": [25, 5][number % 2]}}


#: what fromHash must know of the networks: two, each of 3 hidden units and 5 snapshots
SHOWN = {"networks": 2 * [{"layer_sizes": [400, 3, 10], "replay": 5 * [None]}], "labels": 5000 * [0]}


def test_a_link_brings_back_every_state(run):
    start = run("state.js", "return m.START")
    before = [{**start, **one} for one in states()]
    links = run("link.js", "return $0.map(m.toHash)", before)
    after = run("link.js", "return $0.map(link => m.fromHash(link, $1))", links, SHOWN)
    assert after == before
    assert all(set(link) <= set("#&=-_." + ascii_letters + digits) for link in links)  # e-mail keeps these


@pytest.mark.parametrize("link", ["", "#", "#net=2&digit=5001&unit=4&frame=4&of=77&page=-1", "#net=-1&digit=2e3&unit=x",
                                  "#strokes=!!!", "#digit=%E0%A4", "#misread=yes&fresh=yes&read=10",
                                  "#digit=0&eta=3&epsilon=1&nudge=2&weight=-1&training=9_x",
                                  "#nudge=x&weight=1.5&eta=&training="])
def test_what_a_link_says_wrongly_is_as_at_the_start(run, link):
    start = run("state.js", "return m.START")
    assert run("link.js", "return m.fromHash($0, $1)", link, SHOWN) == start


def test_the_address_says_what_it_cannot_contain(run):
    changed = [None, {"origin": "steps"}, {"origin": "live"}]
    assert run("link.js", "return $0.map(own => m.missingText({own}))", changed) == [
        "", "without the changed weights", "without the weights in training; it starts again"]


def test_points_outside_the_pad_do_not_come_in_by_a_link(run):
    start = run("state.js", "return m.START")
    link = run("link.js", "return m.toHash({...$0, digit: null, strokes: [[[1, 2]], [[3, 240]]]})", start)
    assert run("link.js", "return m.fromHash($0, $1).strokes", link, SHOWN) == [[[1, 2]]]


# ---------------------------------------------------------------- format.js, outputs.js, strip.js

def test_numbers_and_labels_as_text(run):
    assert run("format.js", "return [m.decimals(-1.25), m.decimals(0.5, 3), m.percent(0.9752), m.superscript(12)]") == [
        "−1.25", "0.500", "97.5 %", "⁽¹²⁾"]
    assert run("format.js", "return [{training: 0.992, new: 0.9381}, {all: 1}].map(m.accuracyText)") == [
        "training 99.2 % · new digits 93.8 %", "100.0 % of all digits"]
    assert run("format.js", "return [0, 1, 0.9998, 0.99999, 0.0002, 0.9994].map(m.percent)") == [
        "0.0 %", "100.0 %", "99.98 %", "99.999 %", "0.02 %", "99.9 %"]  # not all is not 100 %, and some not 0 %
    assert run("format.js", "return [0, 1, 7, '8', 8].map(m.withArticle)") == ["a 0", "a 1", "a 7", "an 8", "an 8"]
    assert run("format.js", "return m.inOrder([...'1234567890'])") == [9, *range(9)]


@pytest.mark.parametrize("best, truth, said", [(None, "3", "Draw a digit"), ("8", None, "as an 8"),
                                               ("3", "3", "correct: it is a 3"), ("3", "8", "misread: it is an 8")])
def test_the_verdict_says_whether_the_digit_was_read(run, best, truth, said):
    assert said in run("outputs.js", "return m.verdict($0, $1)", best, truth)


def test_digits_are_offered_in_turns_of_the_classes(run):
    labels = [label for label in range(10) for _ in range(3)]
    predicted = [*labels[:-1], 4]                                   # the last 9 is misread
    network = {"classes": [*"0123456789"], "predicted": predicted, "keptOut": [2, 12, 29]}

    def offered(network=network, **which):
        return run("strip.js", "return m.offered($0, Uint8Array.from($1), $2)", network, labels, which)
    assert [labels[i] for i in offered()] == 3 * list(range(10)) and sorted(offered()) == list(range(30))
    assert offered(of="4") == [12, 13, 14] and offered(misread=True) == [29] and offered(of="4", misread=True) == []
    assert sorted(offered(read="4")) == [12, 13, 14, 29] and offered(read="4", of="9") == [29]
    assert sorted(offered(fresh=True)) == [2, 12, 29] and offered(fresh=True, read="4", of="4") == [12]
    assert len(offered({**network, "keptOut": None}, fresh=True)) == 30         # not known: all are offered


# ---------------------------------------------------------------- colours.js, paint.js

COLOURS = """Object.assign((await import("./colours.js")).colours,
                           {zero: [100, 100, 100], positive: [200, 0, 0], negative: [0, 0, 200],
                            paper: [255, 255, 255], ink: [0, 0, 0]});"""


def test_weights_are_coloured_from_negative_through_zero_to_positive(run):
    found = run("colours.js", COLOURS + "return [-2, -1, -0.5, 0, 0.5, 1, 2].map(m.weightColour)")
    assert found == [[0, 0, 200], [0, 0, 200], [50, 50, 150], [100, 100, 100], [150, 50, 50], [200, 0, 0], [200, 0, 0]]


@pytest.mark.parametrize("inputs, order", [(400, "F"), (784, "C")])
def test_a_digit_is_painted_with_ink_on_paper_and_the_right_way_round(run, inputs, order):
    side, x = round(inputs ** 0.5), np.random.default_rng(6).integers(0, 2, inputs)
    width, rgba = run("paint.js", COLOURS + """
        const canvas = document.createElement("canvas");
        m.paintDigit(canvas, $0);
        return [canvas.width, canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data]""",
                      x.tolist())
    assert width == side
    assert np.array_equal(np.reshape(rgba, (side, side, 4))[:, :, 0], 255 * (1 - x.reshape(side, side, order=order)))


def test_the_colours_end_at_half_of_the_largest_weight_the_bias_aside(run):
    assert run("paint.js", "return m.weightScale([floats([9, 1, -4]), floats([-9, 2, 3])])") == 2
    assert run("paint.js", "return m.weightScale([floats([9, 0, 0])])") == 1
    # one unit that diverges leaves the others their colours: 2 · the median of 1, 2, 2, 3, 500
    rows = [[9, v, 0.5] for v in (2, 1, -500, 3, 2)]
    assert run("paint.js", "return m.weightScale($0.map(floats))", rows) == 4


def test_brightness_is_the_activation_or_its_share_of_the_largest(run):
    assert run("paint.js", "return m.brightness([0, 0.25, 0.5])") == [0, 0.25, 0.5]
    assert run("paint.js", "return m.brightness([-4, 2, 0])") == [1, 0.5, 0]


def test_an_element_is_painted_again_where_a_reason_or_the_colours_changed(run):
    assert run("paint.js", COLOURS + """
        const {colours} = await import("./colours.js"), element = document.createElement("div"), painted = [];
        const paint = (...reasons) => m.repaint(element, reasons, () => painted.push(reasons.join()));
        paint(0, null); paint(0, null); paint(0, 1); paint(0, 1);
        colours.ink = [1, 1, 1];
        paint(0, 1);
        return painted""") == ["0,", "0,1", "0,1"]


# ---------------------------------------------------------------- put together

def test_modules_put_together_keep_their_names_to_themselves(blank):
    a = 'import {twice} from "./b.js";\nconst n = 1;\nexport const a = () => twice() + n;\n'
    b = "const n = 20;\nexport function twice() { return 2 * n; }\n"
    together = assemble.script({"a.js": a, "b.js": b})
    assert blank.execute_script(together + 'return modules["a.js"].a();') == 41
    assert blank.execute_script(together + "return typeof n;") == "undefined"


def test_the_page_put_together_is_the_page_of_the_modules(browser, address, serve):
    theta = nn.random_init((400, 6, 10), np.random.default_rng(7))
    network = Network(theta, (400, 6, 10), np.arange(1, 11))
    shown = demo.ShownNetwork(network, "weights.npz", [Snapshot(n, 7 / n, theta / n) for n in (5, 2, 1)])
    whole = demo.page([shown, demo.ShownNetwork(network, "without snapshots")]).decode()
    of_modules = whole.replace(assemble.script(assemble.files("js")), "").replace(
        '<script type="module">', '<script type="module" src="main.js">').replace(
        "script-src 'unsafe-inline'", "script-src 'self'")
    assert 'src="main.js"' in of_modules and len(of_modules) < len(whole) - 30_000
    serve("/whole", whole)
    serve("/modules", of_modules)

    def seen(path):
        browser.get(f"{address}{path}#strokes=PDyWPP-WPFqg_w&unit=2")
        return browser.execute_async_script("""
            const done = arguments[0], seen = [];
            const look = () => seen.push(document.querySelector("main").innerText,
                                         ...[...document.querySelectorAll("canvas")].map(one => one.toDataURL()));
            const wait = setInterval(() => {
                if (!document.body.dataset.ready) return;
                clearInterval(wait);
                look();
                for (const selector of [".tile:nth-child(4)", "#misread", "#rewind", "#step", "#top-digits button",
                                        "#next", "#undo", "#clear"]) {
                    document.querySelector(selector).click();
                    look();
                }
                const list = document.querySelector("#network");
                list.value = 1;
                list.dispatchEvent(new Event("change"));
                look();
                done(seen);
            }, 20);""")
    browser.get_log("browser")                                      # of what came before
    whole_page = seen("/whole")
    assert whole_page == seen("/modules") and "reads your drawing as" in whole_page[0]
    assert browser.get_log("browser") == []                         # nothing was missing in either

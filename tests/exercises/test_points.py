"""points.cfg: an instructor's points are read, and what is wrong in the file is said with its line."""
import pytest

from nn.exercises.points import read_points

PAIR = "an exercise, such as ex06_cost, and a whole number from 0 to 9999"


def said_of(data, tmp_path):
    path = tmp_path / "points.cfg"
    path.write_bytes(data)
    with pytest.raises(ValueError) as error:
        read_points(path)
    text = str(error.value)
    assert text.startswith(f"{path}") and "\n" not in text and "While reading" not in text
    return text.removeprefix(str(path))


@pytest.mark.parametrize("data, said", [
    (b"ex06_cost = 30\n",
     ", line 1: ex06_cost = 30 stands in no section; expected the line [points] above it"),
    (b"# mine\n\n[points\nex06_cost = 30\n",
     ", line 3: [points stands in no section; expected the line [points] above it"),
    (b"[points]\nex06_cost = 1\nex06_cost = 2\n", ", line 3: ex06_cost is there twice; expected each exercise once"),
    (b"[points]\nEX06_cost = 1\nex06_cost: 2\n", ", line 3: ex06_cost is there twice; expected each exercise once"),
    (b"[points]\nex06_cost = 1\n[points]\n", ", line 3: [points] is there twice; expected each section once"),
    (b"[points]\nex06_cost 30\n", f", line 2: ex06_cost 30 has no value; expected {PAIR}, with = between them"),
    (b"[points]\r\nex06_cost = 1\r\n= 3\r\n", f", line 3: = 3 has no value; expected {PAIR}, with = between them"),
    (b"[points]\nex06_cost = 1 # d\xe9j\xe0\n", ", line 2: it is not UTF-8; expected a text file in UTF-8"),
    ("[points]\n".encode("utf-16"), ", line 1: it is not UTF-8; expected a text file in UTF-8"),
    (b"[points]\n\nex06_cost = %(x)s\n", f", line 3: ex06_cost = %(x)s; expected {PAIR}"),
    (b"[other]\nex06_cost = x\n[points]\nEX06_cost : -1\n", f", line 4: ex06_cost = -1; expected {PAIR}"),
    (b"[DEFAULT]\nx = 1\n[points]\n", f", line 2: x = 1; expected {PAIR}"),
    (b"[points]\nex06_cost =\n 1\n 2\n", f", line 2: ex06_cost = 1 2; expected {PAIR}"),
    (b"[points]\nex06_cost = 10000\n", f", line 2: ex06_cost = 10000; expected {PAIR}"),
    ("[points]\nex06_cost = ٣\n".encode(), f", line 2: ex06_cost = ٣; expected {PAIR}"),
    (b"[points]\nex99 = 3", f", line 2: ex99 = 3; expected {PAIR}")])
def test_what_is_wrong_is_said_with_its_line_and_what_is_expected(data, said, tmp_path):
    assert said_of(data, tmp_path) == said


def test_what_is_wrong_is_printable_and_short(tmp_path):
    said = said_of(b"[points]\n\x1b[31m = " + b"9" * 5000, tmp_path)
    assert "\x1b" not in said and len(said) < 300


def test_a_file_that_is_none_is_said(tmp_path):
    with pytest.raises(ValueError, match=r"points\.cfg: not a regular file$"):
        read_points(tmp_path.joinpath("points.cfg").mkdir() or tmp_path / "points.cfg")

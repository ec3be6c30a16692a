"""What a class handed in, in any form: each has one row, the right file counts, and oddities do not stop the rest."""
import io
import os
import re
import shutil
import struct
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from a_class import skip_where_nobody_may_look

from nn.exercises.course import start
from nn.exercises.exercise import exercises
from nn.exercises.grading.handed_in.submissions import LAYOUTS, check_apart, find, listing, single_submission
from nn.exercises.grading.records import EMPTY, GRADED, UNREADABLE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="classes are graded on Linux")

STEMS = [exercise.stem for exercise in exercises()]
TEN = "ex10_backpropagation"


def write(folder, files):
    """Writes files: path -> bytes, or None for an empty folder."""
    for name, data in files.items():
        path = Path(os.fsdecode(os.path.join(os.fsencode(folder), os.fsencode(name))))
        (path if data is None else path.parent).mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data)
    return folder


def packed(files, method=zipfile.ZIP_DEFLATED):
    """The bytes of a .zip: a name or a ZipInfo -> bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data, method)
    return file.getvalue()


def class_of(folder, files, **options):
    """The submissions of a class by name."""
    return {one.name: one for one in find(write(folder, files), STEMS, **options)[1]}


def only(folder, files):
    """The submission of a class of one."""
    one, = find(write(folder, files), STEMS)[1]
    return one


def snapshot(folder):
    """All that can be seen of a tree: path -> mode, size, time of the last change, content."""
    paths = [os.path.join(root, name) for root, folders, files in os.walk(folder) for name in [*folders, *files, "."]]
    return {path: (status.st_mode, status.st_size, status.st_mtime_ns,
                   Path(path).read_bytes() if os.path.isfile(path) and not os.path.islink(path) else None)
            for path in paths for status in [os.lstat(path)]}


# what is a submission

def test_each_folder_archive_notebook_and_script_is_one_and_what_is_hidden_or_of_another_kind_is_none(tmp_path):
    class_ = class_of(tmp_path, {
        "ada/ex10.py": b"a", "bob.zip": packed({"ex10.py": b"b"}), "cy.ipynb": b"c", "ex10_dora.py": b"d",
        ".git/ex10.py": b"", "__MACOSX/ex10.py": b"", "__pycache__/ex10.py": b"", ".ipynb_checkpoints/ex10.py": b"",
        "list.csv": b"", "read me.txt": b""})
    assert {name: one.files[TEN].data for name, one in class_.items()} == {
        "ada": b"a", "bob.zip": b"b", "cy.ipynb": b"c", "ex10_dora.py": b"d"}
    assert {one.id for one in class_.values()} == {"ada", "bob", "cy", "ex10_dora"}


@pytest.mark.parametrize("name", ["ex10.py", "ex10_backpropagation.py", "EX10_Backpropagation.PY",
                                  "ex10_backpropagation-1.py", "ex10_backpropagation (2).py", "ex10 mine ü.py"])
def test_the_file_of_an_exercise_may_have_been_renamed(tmp_path, name):
    one = only(tmp_path, {f"ada/{name}": b"\xff\x00 any bytes"})
    assert list(one.files) == [TEN] and one.files[TEN] == (name, b"\xff\x00 any bytes", "", False, name)
    assert one.status == GRADED and one.notes == ()


@pytest.mark.parametrize("name", ["ex1.py", "ex100.py", "my_ex10.py", "ex10.txt", "ex10.py.bak", "ex10.pyc", "ex00.py"])
def test_other_names_are_not_the_file_of_an_exercise(tmp_path, name):
    one = only(tmp_path, {f"ada/{name}": b""})
    assert one.files == {} and one.status == EMPTY
    assert one.notes == (f"no exNN….py was found; there is: {name}",)


@pytest.mark.parametrize("better, worse", [("a/b/ex10-2.py", "ex10-1.py"), ("ex10 (10).py", "ex10 (9).py"),
                                           ("ex10-1.py", "ex10.py"), ("a/ex10.py", "a/b/ex10_own.py"),
                                           ("ex10_a.py", "ex10_b.py"), ("z/ex10.py", "a/ex10.py/folder.txt"),
                                           ("deep/ex10.py", "ex10.ipynb")])
def test_the_last_copy_counts_then_the_one_nearest_to_the_top_then_the_first_by_name(tmp_path, better, worse):
    one = only(tmp_path, {f"ada/{better}": b"better", f"ada/{worse}": b"worse"})
    assert one.files[TEN].data == b"better"
    assert one.notes == (f"graded: {better}; also there: {worse.removesuffix('/folder.txt')}",)


def test_the_names_that_were_passed_over_are_said_together_and_the_first_five(tmp_path):
    copies = {f"ada/ex10-{number}.py": b"" for number in range(1, 8)}
    notebooks = {"ada/b.ipynb": b"", "ada/a.ipynb": b""}
    assert only(tmp_path, copies | notebooks).notes == (
        "graded: a.ipynb; also there: b.ipynb",
        "graded: ex10-7.py; also there: ex10-6.py, ex10-5.py, ex10-4.py, ex10-3.py, ex10-2.py, …")


def test_files_are_found_four_folders_deep_and_not_deeper(tmp_path):
    one = only(tmp_path, {"ada/1/2/3/4/ex10.py": b"", "ada/1/2/3/4/5/ex06.py": b"", "ada/1/__pycache__/ex07.py": b"",
                          "ada/1/.git/ex08.py": b""})
    assert list(one.files) == [TEN]


def test_a_notebook_is_the_file_of_each_exercise_that_has_no_own(tmp_path):
    one = only(tmp_path, {"ada/work.ipynb": b"all", "ada/ex06.ipynb": b"six", "ada/ex10.py": b"ten"})
    assert set(one.files) == set(STEMS)
    assert [one.files[stem].data for stem in ("ex01_one_hot", "ex06_cost", TEN)] == [b"all", b"six", b"ten"]
    assert [one.files[stem].notebook for stem in ("ex01_one_hot", "ex06_cost", TEN)] == [True, True, False]


def test_the_only_notebook_is_that_of_all_exercises_even_where_its_name_begins_with_one(tmp_path):
    assert set(only(tmp_path, {"ada/ex06-ex12.ipynb": b""}).files) == set(STEMS)
    (tmp_path / "ada" / "ex08.py").write_bytes(b"")
    assert set(find(tmp_path, STEMS)[1][0].files) == {"ex06_cost", "ex08_sigmoid_gradient"}
    (tmp_path / "ada" / "ex08.py").rename(tmp_path / "ada" / "ex08.ipynb")
    assert set(find(tmp_path, STEMS)[1][0].files) == {"ex06_cost", "ex08_sigmoid_gradient"}


def test_only_the_files_of_the_exercises_that_were_asked_for_are_read(tmp_path):
    write(tmp_path, {"ada/ex10.py": b"", "ada/ex01.py": b"", "bob/ex01.py": b""})
    ada, bob = find(tmp_path, [TEN])[1]
    assert list(ada.files) == [TEN] and bob.status == EMPTY
    assert bob.notes == ("no file of an exercise that is graded was found; there is: ex01.py",)


def test_scripts_and_notebooks_that_are_not_named_after_an_exercise_are_named_and_not_graded(tmp_path):
    one = only(tmp_path, {f"ada/{name}": b"" for name in (
        "ex10.py", "ex8.py", "Copy of ex12_regularized_gradient.py", "hw/backprop.py", "ex99.py", "data.csv")})
    assert list(one.files) == [TEN] and one.notes == (
        "not graded: Copy of ex12_regularized_gradient.py, ex8.py, ex99.py, hw/backprop.py; the file of an exercise is "
        "named exNN….py",)


def test_of_many_such_files_five_are_named(tmp_path):
    note, = only(tmp_path, {"ada/ex10.py": b"", **{f"ada/{name}.py": b"" for name in "abcdefg"}}).notes
    assert note == "not graded: a.py, b.py, c.py, d.py, e.py, …; the file of an exercise is named exNN….py"


def test_a_notebook_beside_the_files_of_all_exercises_is_named_too(tmp_path):
    scripts = {f"ada/{stem}.py": b"" for stem in STEMS}
    assert only(tmp_path, {**scripts, "ada/work.ipynb": b""}).notes == (
        "not graded: work.ipynb; the file of an exercise is named exNN….py",)


def test_what_nn_itself_puts_beside_the_exercises_is_not_named(tmp_path):
    start(tmp_path / "ada")
    write(tmp_path / "ada", {"hunt.py": b"", "nn/__init__.py": b"", "nn/cost.py": b"", "nn/exercises/judge.py": b""})
    assert find(tmp_path, STEMS)[1][0].notes == ()
    write(tmp_path / "bob", {"ex10.py": b"", "nn/cost.py": b""})
    assert find(tmp_path, STEMS)[1][1].notes == (
        "not graded: nn/cost.py; the file of an exercise is named exNN….py",)


def test_the_files_of_exercises_that_were_not_asked_for_are_not_named(tmp_path):
    write(tmp_path, {"ada/ex10.py": b"", "ada/ex01.py": b"", "ada/ex10-1.py": b"", "ada/work.ipynb": b""})
    assert find(tmp_path, [TEN])[1][0].notes == (
        "graded: ex10-1.py; also there: ex10.py", "not graded: work.ipynb; the file of an exercise is named exNN….py")


# what is not a regular file, or too large

#: what it is -> what is said of it; the device is behind a link, too
NOT_REGULAR = {"link": "a link, not a regular file", "device": "a link, not a regular file",
               "pipe": "not a regular file", "folder": "not a regular file"}


def not_regular(path, kind):
    {"link": lambda: path.symlink_to("../bob/ex10.py"), "device": lambda: path.symlink_to("/dev/zero"),
     "pipe": lambda: os.mkfifo(path), "folder": path.mkdir}[kind]()


@pytest.mark.parametrize("kind", NOT_REGULAR)
def test_a_file_that_is_not_regular_is_not_read_and_a_regular_one_beside_it_counts(tmp_path, kind):
    write(tmp_path, {"ada": None, "bob/ex10.py": b"bob's"})
    not_regular(tmp_path / "ada" / "ex10.py", kind)
    ada, bob = find(tmp_path, STEMS)[1]
    assert ada.files[TEN][:4] == ("ex10.py", b"", NOT_REGULAR[kind], False) and ada.status == GRADED
    assert bob.files[TEN].data == b"bob's"
    write(tmp_path, {"ada/src/ex10.py": b"own"})
    assert find(tmp_path, STEMS)[1][0].files[TEN].data == b"own"


@pytest.mark.parametrize("kind", ["link", "device", "pipe"])
@pytest.mark.parametrize("name", ["ada", "ada.py", "ada.zip"])
def test_a_submission_that_is_no_regular_file_itself_has_a_row_that_says_so(tmp_path, kind, name):
    write(tmp_path, {"bob/ex10.py": b""})
    not_regular(tmp_path / name, kind)
    ada, bob = find(tmp_path, STEMS)[1]
    assert (ada.status, ada.files, ada.notes) == (UNREADABLE, {}, (f"{name}: {NOT_REGULAR[kind]}",))
    assert bob.status == GRADED


def test_folders_are_not_searched_through_links(tmp_path):
    write(tmp_path, {"ada": None, "bob/ex10.py": b"bob's"})
    (tmp_path / "ada" / "src").symlink_to("../bob")
    ada, _ = find(tmp_path, STEMS)[1]
    assert ada.files == {} and ada.status == EMPTY


def test_a_script_of_256_kib_and_a_notebook_of_20_mib_are_read_and_larger_ones_not(tmp_path):
    write(tmp_path, {"ada/ex10.py": b" " * 2 ** 18, "ada/ex06.py": b" " * (2 ** 18 + 1), "ada/ex07.ipynb": b"{}"})
    os.truncate(tmp_path / "ada" / "ex07.ipynb", 20 * 2 ** 20 + 1)
    files = find(tmp_path, STEMS)[1][0].files
    assert len(files[TEN].data) == 2 ** 18
    assert files["ex06_cost"][:4] == ("ex06.py", b"", "larger than 256 KiB", False)
    assert files["ex07_regularized_cost"][:4] == ("ex07.ipynb", b"", "larger than 20 MiB", True)


# archives

def test_an_archive_is_read_beside_files_with_the_folders_in_it(tmp_path):
    one = only(tmp_path, {"ada/hw.zip": packed({"hw/src/ex10.py": b"zipped", "hw/.git/ex07.py": b"",
                                                "__MACOSX/hw/ex08.py": b""}), "ada/ex06.py": b"loose"})
    assert {stem: file.data for stem, file in one.files.items()} == {"ex06_cost": b"loose", TEN: b"zipped"}
    assert one.notes == ()


def test_the_size_of_a_file_in_an_archive_is_limited_too(tmp_path):
    one = only(tmp_path, {"ada.zip": packed({"ex10.py": b" " * (2 ** 18 + 1), "ex06.py": b" " * 2 ** 18})})
    assert one.files[TEN].problem == "larger than 256 KiB" and one.files[TEN].data == b""
    assert len(one.files["ex06_cost"].data) == 2 ** 18


def encrypted():
    data = packed({"ex10.py": b"secret"})
    place = data.index(b"PK\x01\x02") + 8
    return data[:6] + b"\x01" + data[7:place] + b"\x01" + data[place + 1:]


def lying(size, check=True):
    """An archive of 60 MiB whose directory says that it is of a few bytes, with their check sum or without."""
    data = bytearray(packed({"ex10.py": b"\0" * 60 * 2 ** 20}))
    place = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, place + 24, size)
    if check:
        struct.pack_into("<L", data, place + 16, zlib.crc32(b"\0" * size))
    return bytes(data)


OUTSIDE = "a name that leads out of the archive is skipped"
UNREADABLE_ARCHIVES = {                                             # what it is -> its bytes, and why it is not read
    "60 MiB": (packed({"ex10.py": b"\0" * 60 * 2 ** 20}), "more than 50 MiB when it is unpacked"),
    "60 MiB in another file": (packed({"ex10.py": b"", "data.bin": b"\0" * 60 * 2 ** 20}), "more than 50 MiB"),
    "says another size": (lying(10, check=False), "damaged"),
    "501 files": (packed({f"{number}.py": b"" for number in range(501)}), "more than 500 files"),
    "encrypted": (encrypted(), "encrypted"),
    "bz2": (packed({"ex10.py": b"\0" * 2 ** 20}, zipfile.ZIP_BZIP2), "compressed by a method that is not supported"),
    "lzma": (packed({"ex10.py": b"\0" * 2 ** 20}, zipfile.ZIP_LZMA), "compressed by a method that is not supported"),
    "cut short": (packed({"ex10.py": os.urandom(1000)})[:500], "damaged"),
    "two names": (packed({"ex10.py": b"x" * 1000}).replace(b"ex10.py", b"ex99.py", 1), "damaged"),
    "another file": (b"%PDF-1.4", "damaged"),
    "nothing": (b"", "damaged"),
    "a link alone": (packed({"ex10.py": b"../bob/ex10.py"}).replace(
        struct.pack("<L", 0o600 << 16), struct.pack("<L", 0o120777 << 16)), "a link in an archive is skipped"),
    "a name that leads out": (packed({"../ex10.py": b""}), OUTSIDE),
    "an absolute name": (packed({"/tmp/ex10.py": b""}), OUTSIDE),
    "a drive": (packed({"C:\\ex10.py": b""}), OUTSIDE),
    "an archive in an archive": (packed({"hw.zip": packed({"ex10.py": b""})}), "an archive in an archive"),
    "three of them": (packed({"1.zip": packed({"2.zip": packed({"ex10.py": b""})})}), "an archive in an archive"),
}


@pytest.mark.parametrize("name", UNREADABLE_ARCHIVES)
@pytest.mark.parametrize("place", ["ada.zip", "ada/hw.zip"])
def test_an_archive_that_cannot_be_read_is_said_to_be_and_the_others_are_graded(tmp_path, name, place):
    data, why = UNREADABLE_ARCHIVES[name]
    started = time.process_time()
    write(tmp_path, {place: data, "bob/ex10.py": b"bob's"})
    ada, bob = find(tmp_path, STEMS)[1]
    assert (ada.status, ada.files) == (UNREADABLE, {})
    assert f": unreadable archive: {why}" in ada.notes[0] and len(ada.notes) == 1
    assert bob.files[TEN].data == b"bob's"
    assert time.process_time() - started < 5


@pytest.mark.parametrize("ending", [".rar", ".7z", ".tar", ".tgz", ".tar.gz", ".TAR.GZ"])
@pytest.mark.parametrize("place", ["ada", "ada/hw"])
def test_an_archive_of_another_kind_has_a_row_that_says_what_to_do(tmp_path, place, ending):
    ada, bob = find(write(tmp_path, {place + ending: b"", "bob/ex10.py": b"bob's"}), STEMS)[1]
    assert (ada.id, ada.status, ada.files, bob.status) == ("ada", UNREADABLE, {}, GRADED)
    assert ada.notes == (f"{Path(place).name}{ending}: unreadable archive: expected a .zip, not {ending.lower()}: "
                         f"unpack it into a folder, or hand in a .zip",)


def test_a_directory_of_a_million_names_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr("zipfile.ZipFile", lambda *_: pytest.fail("it is read"))
    one = only(tmp_path, {"ada.zip": b"PK\x01\x02" * 10 ** 6})
    assert one.notes == ("ada.zip: unreadable archive: more than 500 files",)


def test_what_an_archive_inflates_to_is_counted_whatever_its_directory_says(tmp_path):
    one = only(tmp_path, {"ada.zip": lying(10)})
    assert one.files[TEN].data == b"\0" * 10                        # not a byte more was inflated


def test_all_archives_of_a_submission_share_one_limit(tmp_path):
    half = packed({"data.bin": b"\0" * 30 * 2 ** 20})
    one = only(tmp_path, {"ada/1.zip": half, "ada/2.zip": half, "ada/ex10.py": b""})
    assert one.status == GRADED and one.notes == ("2.zip: unreadable archive: more than 50 MiB when it is unpacked",)


def test_the_number_of_archives_is_limited(tmp_path):
    one = only(tmp_path, {f"ada/{number:03}.zip": packed({}) for number in range(30)})
    assert one.status == UNREADABLE and len(one.notes) == 10
    assert set(one.notes) == {f"{number:03}.zip: unreadable archive: more than 20 archives" for number in range(20, 30)}


def test_links_and_names_that_lead_out_of_an_archive_are_skipped_and_noted_and_the_rest_is_graded(tmp_path):
    link = zipfile.ZipInfo("ex07.py")
    link.external_attr = 0o120777 << 16
    one = only(tmp_path, {"ada.zip": packed({"ex10.py": b"good", "../ex06.py": b"", "/etc/ex06.py": b"",
                                             "a/../../ex06.py": b"", link: b"/etc/passwd"})})
    assert {stem: file.data for stem, file in one.files.items()} == {TEN: b"good"}
    assert one.status == GRADED and len(one.notes) == 4
    assert "ada.zip/../ex06.py: unreadable archive: a name that leads out of the archive is skipped" in one.notes
    assert "ada.zip/ex07.py: unreadable archive: a link in an archive is skipped" in one.notes


def test_an_archive_of_windows_has_folders_too(tmp_path):
    info = zipfile.ZipInfo("x")
    info.filename = "hw\\src\\ex10.py"                              # as it is in the file; ZipInfo() replaces it
    assert only(tmp_path, {"ada.zip": packed({info: b"here"})}).files[TEN].data == b"here"


def test_an_unreadable_archive_beside_a_good_file_is_a_note(tmp_path):
    one = only(tmp_path, {"ada/ex10.py": b"good", "ada/hw.zip": b"rubbish"})
    assert (one.status, one.notes) == (GRADED, ("hw.zip: unreadable archive: damaged",))


def test_nothing_is_unpacked_to_the_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    write(tmp_path, {"temporary": None, "class/ada.zip": packed({"ex10.py": b"x" * 2 ** 17})})
    times = os.stat(tmp_path / "temporary").st_mtime_ns
    find(tmp_path / "class", STEMS)
    assert os.stat(tmp_path / "temporary").st_mtime_ns == times


# names

ODD = ["-rf", "=cmd|'C calc'!A0", "n" * 255, "$(id)", "a\nline", "\u202eadA", "\x1b[31mred", "ünï", "Ada", "ada",
       "ADA", b"\xff\xfe", "a b", "a_b", "con", "%2e%2e", "'; drop--", "..."]


def test_every_name_has_its_own_row_an_id_for_files_and_a_name_for_people(tmp_path):
    folders = [name for name in ODD if name != "..."]               # hidden
    submissions = find(write(tmp_path, {os.fsencode(name) + b"/ex10.py": os.fsencode(name) for name in ODD}), STEMS)[1]
    assert sorted(one.files[TEN].data for one in submissions) == sorted(map(os.fsencode, folders))
    ids = [one.id for one in submissions]
    assert len({id.lower() for id in ids}) == len(folders)
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,120}", id) for id in ids)
    for one in submissions:
        assert one.name.isprintable() and one.name.encode() and len(one.name) <= 200
    assert {"_rf", "_cmd__C_calc__A0", "__id_", "a_line"} <= set(ids)


def test_the_names_of_files_are_made_printable_in_notes_and_records(tmp_path):
    one = only(tmp_path, {"ada/ex10_\x1b[31m\u202e\nx.py": b"", b"ada/ex10_\xff.py": b"", "ada/\x07.docx": b""})
    for text in (one.files[TEN].name, *one.notes):
        assert text.isprintable() and text.encode()


def test_names_that_lead_elsewhere_in_the_archive_of_a_class_are_no_submissions(tmp_path):
    (tmp_path / "class.zip").write_bytes(packed({"../eve/ex10.py": b"", "/root/ex10.py": b"", "ada/ex10.py": b"ada"}))
    assert [one.name for one in find(tmp_path / "class.zip", STEMS)[1] if one.files] == ["ada"]


# nothing there

def test_a_submission_without_a_file_of_an_exercise_is_empty_and_says_what_there_is(tmp_path):
    class_ = class_of(tmp_path, {"ada/hw.docx": b"", "bob": None,
                                 **{f"cy/{number}.txt": b"" for number in range(9)}})
    assert {name: one.status for name, one in class_.items()} == dict.fromkeys(["ada", "bob", "cy"], EMPTY)
    assert class_["ada"].notes == ("no exNN….py was found; there is: hw.docx",)
    assert class_["bob"].notes == ("no exNN….py was found; it is empty",)
    assert class_["cy"].notes == ("no exNN….py was found; there are: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt, …",)


@pytest.mark.parametrize("files", [{}, {"list.csv": b""}, {".hidden/ex10.py": b""}])
def test_a_folder_without_submissions_is_an_error(tmp_path, files):
    with pytest.raises(ValueError, match=r": no submissions in it; expected folders, \.zip, \.ipynb or \.py, one a"):
        find(write(tmp_path, files), STEMS)


def test_what_is_neither_a_folder_nor_an_archive_is_an_error_with_its_name(tmp_path):
    write(tmp_path, {"class.pdf": b"%PDF", "class.zip": b"rubbish", "ex10.py": b"", "empty.zip": packed({}),
                     "bz2.zip": packed({"ada/ex10.py": b""}, zipfile.ZIP_BZIP2)})
    os.mkfifo(tmp_path / "pipe")
    for name, said in (("missing", "does not exist"), ("class.pdf", "expected a folder or a .zip of submissions"),
                       ("class.zip", "expected a folder or a .zip"), ("ex10.py", "expected a folder or a .zip"),
                       ("empty.zip", "no submissions in it"), ("bz2.zip", "unpack it first"),
                       ("pipe", "expected a folder")):
        with pytest.raises(ValueError, match=rf"{name}: .*{said}"):
            find(tmp_path / name, STEMS)


def test_a_folder_that_may_not_be_read_is_unreadable_and_the_others_are_graded():
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else and back")
    folder = Path(tempfile.mkdtemp())                               # not below pytest's, where nobody else may look
    skip_where_nobody_may_look(folder)
    try:
        write(folder, {"class/ada/ex10.py": b"", "class/bob/ex10.py": b"bob's", "class/cy/ex10.py": b"cy's",
                       "class/dora/src/ex10.py": b"", "secret/ada/ex10.py": b""})
        folder.chmod(0o755)
        for path in ("class/ada", "class/cy/ex10.py", "class/dora/src", "secret"):
            (folder / path).chmod(0)
        os.seteuid(65534)
        try:
            ada, bob, cy, dora = find(folder / "class", STEMS)[1]
            with pytest.raises(ValueError, match="secret: Permission denied$"):
                find(folder / "secret", STEMS)
        finally:
            os.seteuid(0)
    finally:
        shutil.rmtree(folder)
    assert (ada.status, ada.notes) == (UNREADABLE, ("ada: Permission denied",))
    assert (dora.status, dora.notes) == (UNREADABLE, ("src: Permission denied",))
    assert bob.files[TEN].data == b"bob's"
    assert cy.files[TEN][:4] == ("ex10.py", b"", "Permission denied", False)


# a class as an archive, one submission alone, and the rest

CLASS = {"ada/ex10.py": b"a", "bob/ex10.py": b"b", "cy.zip": packed({"hw/ex10.py": b"c"}), "dora/hw.docx": b""}


@pytest.mark.parametrize("wrapper", ["", "class/"])
def test_the_archive_of_a_class_is_read_as_the_folder_is(tmp_path, wrapper):
    (tmp_path / "class.zip").write_bytes(packed({wrapper + name: data for name, data in CLASS.items()}))
    assert find(tmp_path / "class.zip", STEMS) == find(write(tmp_path / "class", CLASS), STEMS)


def test_a_class_of_one_in_an_archive_is_not_taken_for_a_folder_around_a_class(tmp_path):
    (tmp_path / "class.zip").write_bytes(packed({"ada/ex10.py": b"", "ada/data/x.txt": b"", "ada/src/ex06.py": b""}))
    assert [one.name for one in find(tmp_path / "class.zip", STEMS)[1]] == ["ada"]


def test_damage_in_the_archive_of_a_class_costs_the_one_submission(tmp_path):
    data = packed({"ada/ex10.py": b"unharmed", "bob/ex10.py": b"broken", "cy.zip": packed({"ex10.py": b"c"})},
                  zipfile.ZIP_STORED)
    (tmp_path / "class.zip").write_bytes(data.replace(b"broken", b"BROKEN"))
    ada, bob, cy = find(tmp_path / "class.zip", STEMS)[1]
    assert ada.files[TEN].data == b"unharmed" and cy.files[TEN].data == b"c"
    assert bob.files[TEN][:4] == ("ex10.py", b"", "unreadable archive", False)


def test_a_large_class_in_an_archive_is_no_unreadable_archive(tmp_path):
    (tmp_path / "class.zip").write_bytes(packed({f"s{number}/ex10.py": b"" for number in range(600)}))
    assert len(find(tmp_path / "class.zip", STEMS)[1]) == 600


def test_a_folder_can_be_one_submission(tmp_path):
    one = single_submission(write(tmp_path / "submission", {"ex10.py": b"x", "conftest.py": b""}), STEMS)
    assert one.files[TEN].data == b"x" and one.id == "submission"
    with pytest.raises(ValueError, match="is not a folder"):
        single_submission(tmp_path / "missing", STEMS)


@pytest.mark.parametrize("grades", [".", "GRADES", "../class", "..", "ada/GRADES", "link/GRADES"])
def test_grades_in_the_submissions_or_around_them_are_refused(tmp_path, grades):
    write(tmp_path / "class", {"ada/ex10.py": b""})
    (tmp_path / "class" / "link").symlink_to(".")
    with pytest.raises(ValueError, match="lie in one another"):
        check_apart(tmp_path / "class", tmp_path / "class" / grades)
    check_apart(tmp_path / "class", tmp_path / "class-grades")


def test_submissions_are_listed_before_any_of_them_is_read(tmp_path):
    write(tmp_path, {"ada/ex10.py": b""})
    found = listing(tmp_path)
    assert found.layout == "folders" and [(entry.name, entry.id) for entry in found.entries] == [("ada", "ada")]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_that_was_asked_for_is_the_one_that_is_read_or_an_error_that_says_what_was_expected(tmp_path, layout):
    write(tmp_path, {"ada/ex10.py": b""})
    if layout in ("folders", "github"):
        assert find(tmp_path, STEMS, layout)[0] == layout
    else:
        with pytest.raises(ValueError, match=f"not what {layout} writes: expected "):
            find(tmp_path, STEMS, layout)


def test_nothing_is_written_to_the_submissions_and_no_time_of_change_is_another(tmp_path):
    write(tmp_path, {**CLASS, "eve/points.cfg": b"[points]", "eve/.progress.json": b"{}", "eve/conftest.py": b"",
                     "eve/work.ipynb": b"{}", "fay/hw.zip": b"rubbish"})
    os.mkfifo(tmp_path / "eve" / "ex06.py")
    (tmp_path / "eve" / "ex10.py").symlink_to("/etc/passwd")
    before = snapshot(tmp_path)
    assert len(find(tmp_path, STEMS)[1]) == 6
    assert snapshot(tmp_path) == before


def test_the_order_and_all_else_is_the_same_each_time(tmp_path):
    write(tmp_path, {f"{name}/ex10.py": b"" for name in ("b", "a", "C", "A", "ä")})
    assert find(tmp_path, STEMS) == find(tmp_path, STEMS)
    assert [one.id for one in find(tmp_path, STEMS)[1]] == ["A", "C", "a-2", "b", "_"]


@pytest.mark.slow
def test_a_folder_with_very_many_names_is_read_in_bounded_time(tmp_path):
    (tmp_path / "ada").mkdir()
    for number in range(12_000):
        (tmp_path / "ada" / f"{number}.txt").touch()
    started = time.process_time()
    one, = find(tmp_path, STEMS)[1]
    assert one.status == EMPTY and time.process_time() - started < 2
    assert one.notes[1:] == ("only the first 10000 names were looked at",)


# what is not a submission

RESULTS = {"grades/run.json": b"", "grades/journal.jsonl": b"", "grades/feedback/ada.html": b""}


def test_names_that_are_not_submissions_are_listed(tmp_path):
    found = listing(write(tmp_path, {**CLASS, **RESULTS, "list\x1b.csv": b"", "conftest.py": b"", "x.rar": b"",
                                     "test_exercises.py": b"", ".hidden": b"", "eve/run.json": b""}))
    assert found.left_out == ("conftest.py", "grades (results of nn grade)", "list.csv", "test_exercises.py")
    assert [entry.name for entry in found.entries] == ["ada", "bob", "cy.zip", "dora", "eve", "x.rar"]


@pytest.mark.parametrize("layout", ["folders", "github"])
def test_a_folder_of_results_is_no_submission_in_any_layout(tmp_path, layout):
    found = listing(write(tmp_path, {"ada/ex10.py": b"", **RESULTS}), layout)
    assert [entry.name for entry in found.entries] == ["ada"] and found.left_out == ("grades (results of nn grade)",)
    with pytest.raises(ValueError, match="grades: these are results of nn grade, and not submissions"):
        listing(tmp_path / "grades", layout)

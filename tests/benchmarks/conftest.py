"""pytest tests/benchmarks: the options, the fixtures, and the table in the end."""
import os
import re
from pathlib import Path
from types import SimpleNamespace

import machine
import problems
import pytest
import side_by_side
from threadpoolctl import threadpool_limits

HERE = Path(__file__).parent

# one thread for JAX; read when a library is first loaded, and inherited by the processes that are started here
VARIABLES = {"XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1", "JAX_PLATFORMS": "cpu",
             "MPLBACKEND": "Agg"}
ROWS, LOAD = pytest.StashKey[list](), pytest.StashKey[str]()


def pytest_addoption(parser):
    parser.addoption("--busy", action="store_true", help="one other process computes all the time")
    parser.addoption("--quick", action="store_true", help="each row once: does it run? The figures mean little")
    parser.addoption("--write-readme", action="store_true", help="put the table into README.md of this folder")


def pytest_configure(config):
    config.stash[ROWS], config.stash[LOAD] = [], machine.load()
    if config.rootpath == HERE:
        os.environ.update(VARIABLES)
        if config.getoption("--quick"):
            side_by_side.MOST_ROUNDS = 1


def pytest_ignore_collect(config):
    """Only what pytest.ini of this folder sets up runs its files, not the other tests."""
    return None if config.rootpath == HERE else True


def pytest_terminal_summary(terminalreporter, config):
    rows = config.stash[ROWS]
    if rows:
        busy = config.getoption("--busy")
        text = f"{machine.heading(config.stash[LOAD], busy)}\n\n{side_by_side.markdown(rows)}"
        terminalreporter.section("side by side")
        terminalreporter.write_line(text)
        if config.getoption("--write-readme"):
            write_into(HERE / "README.md", "busy" if busy else "quiet", text)


def write_into(path, place, text):
    """Replaces what is between the markers of a place in a Markdown file."""
    begin, end = f"<!-- {place} -->", f"<!-- end of {place} -->"
    before = path.read_text(encoding="utf-8")
    after = re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n{text}\n{end}", before, flags=re.DOTALL)
    path.write_text(after, encoding="utf-8")


@pytest.fixture(scope="session", autouse=True)
def the_other_process(request):
    """With --busy."""
    if not request.config.getoption("--busy"):
        yield
        return
    with machine.another_process_computing():
        yield


@pytest.fixture
def busy(request):
    """Another process computes during this test, with --busy or without."""
    if request.config.getoption("--busy"):
        yield
        return
    with machine.another_process_computing():
        yield


@pytest.fixture
def quiet(request):
    """A test that says nothing beside another process that computes."""
    if request.config.getoption("--busy"):
        pytest.skip("for a quiet machine")


@pytest.fixture
def record(request):
    """record(row, …): into the table; the test fails where a row does not reach its bound."""
    def record(*rows):
        request.config.stash[ROWS] += rows
        short = [row for row in rows if row.shortfall]
        if short:
            pytest.fail("\n".join(map(str, short)), pytrace=False)
    return record


@pytest.fixture
def compare(record):
    """compare("what", ours, Peer("its name", function, bound), …): all of them in turn, and into the table.

        def test_predicting(compare, digits):
            compare("predict", lambda: ours.predict(X), Peer("scikit-learn", lambda: theirs.predict(X), at_least(1)))
    """
    return lambda *args, **options: record(*side_by_side.compare(*args, **options))


@pytest.fixture
def benchmark(request, record):
    """For bench_ex4.in_turn; a new benchmark takes compare."""
    return SimpleNamespace(what=request.node.name.removeprefix("test_").replace("_", " "), record=record)


@pytest.fixture
def one_thread():
    """For the BLAS of NumPy and SciPy."""
    with threadpool_limits(1):
        yield


@pytest.fixture
def torch(one_thread):
    """PyTorch with one thread; JAX is told so by XLA_FLAGS."""
    torch = pytest.importorskip("torch", reason="pip install '.[bench]'")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield torch
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def digits():
    return problems.digits()


@pytest.fixture(scope="session")
def ex4():
    return problems.ex4()

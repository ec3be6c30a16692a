"""How many threads a matrix product may use."""
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def one_thread_for_scipy() -> Iterator[None]:
    """Limits SciPy's own BLAS to one thread while SciPy optimizes.

    NumPy and SciPy from PyPI bring one OpenBLAS each. L-BFGS-B works on vectors of p numbers with SciPy's, and just
    above 10,000 of them it wakes its threads for microseconds of work; those then wait, spinning, on the cores that
    NumPy's threads need for the matrix products. tests/benchmarks/README.md has the figures. Where both share one
    BLAS, the threads do not compete, and nothing is changed.
    """
    import scipy
    from threadpoolctl import ThreadpoolController
    home = Path(scipy.__file__).parent
    controller = ThreadpoolController()
    paths = [pool.filepath for pool in controller.lib_controllers
             if any(folder in Path(pool.filepath).parents for folder in (home, home.with_name("scipy.libs")))]
    with controller.select(filepath=paths).limit(limits=1, user_api="blas"):
        yield

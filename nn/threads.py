"""The threads of BLAS."""
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def one_thread_for_scipy():
    """Holds SciPy's own BLAS threads to one while SciPy optimizes.

    NumPy and SciPy from PyPI bring one OpenBLAS each. L-BFGS-B works on vectors of p numbers with SciPy's, and just
    above 10,000 of them it wakes its threads for microseconds of work; those then wait, spinning, on the cores that
    NumPy's threads need for the matrix products. tests/benchmarks/README.md has the figures. Where both share one
    BLAS, there is no such quarrel, and nothing is changed.
    """
    import scipy
    from threadpoolctl import ThreadpoolController
    home = Path(scipy.__file__).parent
    ours = [pool for pool in ThreadpoolController().lib_controllers if pool.user_api == "blas" and
            any(folder in Path(pool.filepath).parents for folder in (home, home.with_name("scipy.libs")))]
    before = [pool.num_threads for pool in ours]
    try:
        for pool in ours:
            pool.set_num_threads(1)
        yield
    finally:
        for pool, threads in zip(ours, before, strict=True):
            pool.set_num_threads(threads)

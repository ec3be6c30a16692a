"""On what machine, with which libraries, beside what load."""
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from threadpoolctl import threadpool_info

PACKAGES = {"NumPy": "numpy", "SciPy": "scipy", "scikit-learn": "scikit-learn", "PyTorch": "torch", "JAX": "jax"}
THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

# ends with the process that started it, however that one ends
COMPUTES = """
import os
parent = os.getppid()
print("computing", flush=True)
while os.getppid() == parent:
    for _ in range(1_000_000):
        pass
"""


def cores() -> int:
    """That this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cpu_model() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def exp_is_vectorized() -> bool:
    """Has NumPy a float64 exp for this processor's AVX-512?"""
    try:
        from numpy._core._multiarray_umath import __cpu_features__ as features
    except ImportError:                                             # NumPy 1
        from numpy.core._multiarray_umath import __cpu_features__ as features
    return bool(features.get("AVX512_SKX"))


def installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def load() -> str:
    return f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"


def heading(load_before: str, busy: bool) -> str:
    """Machine, versions, BLAS and load: the lines above the table."""
    pools = {f"{pool['internal_api']} {pool['version']} ({pool.get('architecture', 'unknown')}, "
             f"{pool['num_threads']} threads)" for pool in threadpool_info() if pool["user_api"] == "blas"}
    set_by_hand = ", ".join(f"{name}={os.environ[name]}" for name in THREADS if name in os.environ)
    return "\n".join([
        f"- machine: {cpu_model()}, {cores()} cores, {'' if exp_is_vectorized() else 'no '}AVX-512; "
        f"{platform.system()} {platform.release()}",
        f"- versions: Python {sys.version.split()[0]}, "
        + ", ".join(f"{name} {installed(package)}" for name, package in PACKAGES.items()),
        f"- BLAS: {'; '.join(sorted(pools))}{f'; {set_by_hand}' if set_by_hand else ''}",
        f"- load: {load_before} before, {load()} after; "
        + ("**one other process computes all the time**" if busy else "nothing else computes, but where a row says so"),
    ])


@contextmanager
def another_process_computing() -> Iterator[None]:
    """One process that needs a core for itself, as long as this context lasts."""
    child = subprocess.Popen([sys.executable, "-c", COMPUTES], stdout=subprocess.PIPE)
    try:
        child.stdout.readline()
        yield
    finally:
        child.kill()
        child.communicate()

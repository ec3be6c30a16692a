"""Every test of a picture closes its figures."""
import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def no_figure_is_left_open():
    yield
    plt.close("all")

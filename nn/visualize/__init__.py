"""Pictures. Each plot_* function returns the Figure it drew on: a new one, or that of the ax= or figure= it was given.

So plot_costs(costs).savefig("costs.png") works for all of them, save_figure takes what any of them returns, and .axes
are its Axes. None calls show. Only here is matplotlib imported; `import nn` does not load it.

Two styles, matplotlib's rcParams: HANDOUT for paper, and SLIDES for a lecture hall, with large letters and thick lines.
For all pictures that follow: matplotlib.pyplot.rcParams.update(SLIDES); for some: with slides(): …

In reading order: style (colours and labels), grid (many images in one Axes), images (numbers as pixels), results (how
well a training went), gradient_check (analytic against numerical), network (units and the numbers in them), explain
(what the network does), readings (what it reads in photographs), animation (how it got there), player (as a page).
"""
from nn.visualize.animation import animate_training, check_animation_path, save_animation
from nn.visualize.explain import plot_activations, plot_decision_regions, plot_most_activating_digits
from nn.visualize.gradient_check import plot_gradient_check
from nn.visualize.images import plot_hidden_units, plot_images
from nn.visualize.network import plot_network
from nn.visualize.readings import Reading as Reading
from nn.visualize.readings import plot_readings
from nn.visualize.results import plot_confusion_matrix, plot_costs, plot_misclassified
from nn.visualize.style import CURVES, HANDOUT, SLIDES, WEIGHTS, draw_to_files_only, save_figure, slides

__all__ = ["CURVES", "HANDOUT", "SLIDES", "WEIGHTS", "animate_training", "check_animation_path",
           "draw_to_files_only", "plot_activations", "plot_confusion_matrix", "plot_costs", "plot_decision_regions",
           "plot_gradient_check", "plot_hidden_units", "plot_images", "plot_misclassified",
           "plot_most_activating_digits", "plot_network", "plot_readings", "save_animation", "save_figure", "slides"]

"""Pictures. Each function draws on the Axes or Figure it is given, or on a new one, and returns it; none calls show.

In reading order: style (colours and labels), grid (many images in one Axes), images (numbers as pixels), results (how
well a training went), explain (what the network does), animation (how it got there). Only here is matplotlib imported;
`import nn` does not load it.
"""
from nn.visualize.animation import animate_training, check_animation_path, save_animation
from nn.visualize.explain import plot_activations, plot_decision_regions, plot_most_activating_digits
from nn.visualize.images import plot_hidden_units, plot_images
from nn.visualize.results import plot_confusion_matrix, plot_costs, plot_misclassified
from nn.visualize.style import SLIDES, draw_to_files_only, save_figure, slides

__all__ = ["SLIDES", "animate_training", "check_animation_path", "draw_to_files_only", "plot_activations",
           "plot_confusion_matrix", "plot_costs", "plot_decision_regions", "plot_hidden_units", "plot_images",
           "plot_misclassified", "plot_most_activating_digits", "save_animation", "save_figure", "slides"]

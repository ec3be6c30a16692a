"""Pictures. Each function draws on the Axes or Figure it is given, or on a new one, and returns it; none calls show.

Only this folder imports matplotlib, and `import nn` does not load it.
"""
from nn.visualize.animation import animate_training, check_movie, save_animation
from nn.visualize.explain import plot_activations, plot_decision_regions, plot_exciting_digits
from nn.visualize.images import plot_hidden_units, plot_images
from nn.visualize.results import plot_confusion_matrix, plot_costs, plot_misclassified
from nn.visualize.style import draw_to_files_only, save_figure, slides

__all__ = ["animate_training", "check_movie", "draw_to_files_only", "plot_activations", "plot_confusion_matrix",
           "plot_costs", "plot_decision_regions", "plot_exciting_digits", "plot_hidden_units", "plot_images",
           "plot_misclassified", "save_animation", "save_figure", "slides"]

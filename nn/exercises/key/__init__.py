"""One file an exercise: see exercise.py."""

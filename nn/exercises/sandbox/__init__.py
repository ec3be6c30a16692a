"""A student's code in a process of its own: arrays go in, arrays come out."""

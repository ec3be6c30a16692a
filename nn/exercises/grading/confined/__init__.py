"""Where a student's code runs: in a worker that a server forks for each file, with almost no rights.

    sandbox, server, student    the grader's side, the server, a worker
    confine, process            what the kernel refuses to a worker, and what a process is to others
    package, notebook, refused  what a worker makes: its nn, a program of a notebook, a list of what was tried
    trial, attempts             which isolation holds here
"""

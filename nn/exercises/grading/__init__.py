"""Grading a class: submissions that nobody has read, each run where it can do no harm, and a grade book of them all.

    submissions, sites, opened      what was handed in, and the lists of the course sites
    draws                           what the functions are called with: networks that nobody has seen
    sandbox, server, student,       where a student's code runs: the grader's side, the server, a worker
    confine, process                what the kernel refuses to a worker, and what a process is to others
    package, notebook, refused      what a worker makes: its nn, a program of a notebook, a list of what was tried
    trial, attempts                 which isolation holds here
    assess                          points and words for one exercise
    journal                         what is done already, so that nothing is done twice and nothing is lost
    gradebook, feedback,            what comes out
    class_page, github
"""

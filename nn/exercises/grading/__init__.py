"""Grading a class: submissions that nobody has read, each run where it can do no harm, and a grade book of them all.

    commands, grade, slot           what `nn grade` does: all submissions side by side, each from its first exercise
    records                         what the parts hand to each other

    submissions, entry, choice,     what was handed in: which names are submissions, and which files are of exercises
    places, trees, archive, names
    sites/                          what the course sites write, and their lists of students

    draws                           what the functions are called with: networks that nobody has seen
    assess, cleaned                 points and words for one exercise

    sandbox, server, student,       where a student's code runs: the grader's side, the server, a worker
    confine, process                what the kernel refuses to a worker, and what a process is to others
    package, notebook, refused      what a worker makes: its nn, a program of a notebook, a list of what was tried
    trial, attempts                 which isolation holds here

    journal, row_json, run,         what is done already, so that nothing is done twice and nothing is lost
    conditions
    reports, summary, equal_files   what comes out, made from the rows alone
    gradebook, feedback,
    class_page, html_page, github,
    texts
"""

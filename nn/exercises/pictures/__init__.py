"""`nn check --show`: a student's answer beside the right one, as a picture.

    which.py        which picture shows the answer to which exercise; it never says more than the words
    further.py      the calls that only a picture needs; experiments.py is what they ask for
    page.py         the words and the picture as a page
    show.py         writes and opens it
"""

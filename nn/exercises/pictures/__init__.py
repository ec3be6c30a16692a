"""`nn check --show`: a student's answer beside the right one, as a picture.

    seen.py         what is known of an answer, and how much of it may be shown: never more than the words say
    curves.py  gradients.py  weights.py  costs.py   the pictures of the exercises
    which.py        which of them shows the answer to which exercise
    further.py      the calls that only a picture needs; experiments.py is what they ask for
    page.py         the words and the picture as a page
    show.py         writes and opens it
"""

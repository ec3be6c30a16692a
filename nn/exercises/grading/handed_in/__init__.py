"""What was handed in: which names are submissions, and which files in them are of exercises.

    submissions, entry          the submissions of a folder or an archive
    choice, names               which file is exercise 10's, however it was renamed
    places, trees, archive      folders on disk and in a zip, walked alike; nothing is unpacked
    sites/                      what the course sites write, and their lists of students
"""

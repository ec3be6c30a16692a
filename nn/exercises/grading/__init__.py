"""Grading a class: submissions that nobody has read, each run where it can do no harm, and a grade book of them all.

    commands, grade, slot       what `nn grade` does: all submissions side by side, each from its first exercise
    handed_in/                  which files are submissions, and which of these are of exercises; the course sites
    draws                       what the functions are called with: networks that nobody has seen
    confined/                   where a student's code runs
    assess, cleaned             points and words for one exercise
    kept/                       what is done already, so that nothing is done twice and nothing is lost
    reports/                    what comes out, made from the rows alone
    records, texts              what the parts hand to each other; a student's text, made safe
"""

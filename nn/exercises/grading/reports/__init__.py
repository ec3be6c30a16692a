"""What comes out, made from the rows alone.

    write                       all files of GRADES
    summary, equal_files        what is counted, and who handed in the same
    gradebook, github           grades.csv, junit.xml, Gradescope's and GitHub's forms
    feedback, class_page,       pages for a student and for the lecturer
    html_page
"""

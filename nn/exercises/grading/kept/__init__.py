"""What is done already: the journal of rows, and the run whose rows they are.

    journal, row_json           a line before each submission and its row after it
    run, conditions             the secret and the settings; what must be equal for a row to be kept
"""

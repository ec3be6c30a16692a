"""The command nn: it puts the library's functions in a row and says what they return."""

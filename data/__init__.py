"""The embedded digits; see README.md."""

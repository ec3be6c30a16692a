"""The page on which one draws a digit."""

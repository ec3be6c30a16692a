"""The answers are read as text by the checker: pytest imports none of them (--doctest-modules would)."""
collect_ignore_glob = ["ex*/*.py"]

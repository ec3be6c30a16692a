"""Files: what users bring, what comes with the package, and what we write."""

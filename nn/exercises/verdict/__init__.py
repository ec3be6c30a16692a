"""Is an answer right, and if it is not, which mistake is it?"""

"""Files: those that users bring, the digits of this package, and saved networks. Read them in this order:

atomic (writing), readers, mat, datasets (reading), stored, chunks, cut (what is larger than memory), resize, digits,
strokes, prepare (images), mnist, networks, checkpoint.
"""

"""The messages between checker and worker: what goes in comes out, and nothing else is ever read."""
import pickle
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nn.exercises.sandbox.wire import DTYPES as DTYPE_CODES
from nn.exercises.sandbox.wire import HEADER, KINDS, MAGIC, MOST_DEPTH, Opaque, WireError, decode, encode

NUMBERS = st.booleans() | st.integers(-2 ** 63, 2 ** 63 - 1) | st.floats() | st.complex_numbers()
DTYPES = st.sampled_from(["?", "i1", "i4", "i8", "u1", "u8", "f2", "f4", "f8", ">f8", "c8", "c16"])
ARRAYS = arrays.arrays(DTYPES, arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
VALUES = st.recursive(st.none() | NUMBERS | st.text(st.characters(categories=["L", "N"])) | ARRAYS,
                      lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple), max_leaves=8)


def equal(one, other):
    if isinstance(one, (list, tuple)):
        return type(one) is type(other) and len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and one.dtype.newbyteorder("=") == other.dtype and np.array_equal(
            one, other, equal_nan=one.dtype.kind in "fc")
    return type(one) is type(other) and (one == other or (one != one and other != other))


@given(VALUES)
def test_what_goes_in_comes_out(value):
    assert equal(value, decode(encode(value)))


def test_views_and_reversed_arrays_come_out_as_arrays():
    A = np.arange(12.0).reshape(3, 4)
    assert np.array_equal(decode(encode(A.T[::-1])), A.T[::-1])


def test_a_matrix_comes_out_as_a_matrix_also_in_a_list():
    M, (N,) = decode(encode(np.eye(2).view(np.matrix))), decode(encode([np.eye(3).view(np.matrix)]))
    assert isinstance(M, np.matrix) and isinstance(N, np.matrix) and np.array_equal(N, np.eye(3))


def test_a_matrix_that_has_not_two_axes_is_refused():
    with pytest.raises(WireError, match="matrix of shape"):
        f8 = DTYPE_CODES.index(np.dtype("f8"))
        decode(HEADER.pack(MAGIC, KINDS.index("matrix"), f8, 1, 8, 1, *[0] * 7) + bytes(8))


@pytest.mark.parametrize("value, text", [
    ({1: 2}, "a dict"), (np.array([None, "x"]), "an array of dtype object, shape (2,)"),
    (2 ** 70, "an int of more than 64 bits"),
    (lambda: 1, "a function"), ({1}, "a set"), (np.array(["a"]), "an array of dtype <U1, shape (1,)")])
def test_what_is_not_a_number_is_sent_as_a_description(value, text):
    assert decode(encode(value)) == Opaque(text)


def test_a_list_that_contains_itself_ends():
    endless = []
    endless.append(endless)
    value, depth = decode(encode(endless)), 0
    while isinstance(value, list):
        value, depth = value[0], depth + 1
    assert depth == MOST_DEPTH and value == Opaque("a list of 1 items")


def test_the_bytes_are_a_fixed_header_and_the_numbers():
    data = encode(np.array([[1.5, -2.0]]))
    magic, kind, code, axes, size, *shape = HEADER.unpack(data[:HEADER.size])
    assert (magic, axes, size, shape[:2]) == (MAGIC, 2, 16, [1, 2])
    assert struct.unpack("<2d", data[HEADER.size:]) == (1.5, -2.0)


@pytest.mark.parametrize("value", [np.ones(9 * 2 ** 20), ["x"] * 200_000, [np.ones(2 ** 22)] * 3])
def test_what_is_too_large_is_refused_where_it_is_written(value):
    with pytest.raises(WireError, match="too large"):
        encode(value)


@given(st.binary(max_size=300))
def test_other_bytes_are_refused(data):
    with pytest.raises((WireError, EOFError)):
        decode(data)


@settings(max_examples=300)
@given(VALUES, st.data())
def test_a_changed_byte_or_a_cut_gives_a_value_or_an_error_and_nothing_else(value, data):
    message = bytearray(encode(value))
    message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(message)))
    for changed in (bytes(message), bytes(message[:cut])):
        try:
            decode(changed)
        except (WireError, EOFError):
            pass


def test_a_header_that_promises_much_costs_nothing():
    liars = [HEADER.pack(MAGIC, 3, 11, 1, 2 ** 62, 2 ** 59, *[0] * 7), HEADER.pack(MAGIC, 4, 0, 0, 2 ** 63, *[0] * 8),
             HEADER.pack(MAGIC, 3, 11, 2, 0, 0, 2 ** 63, *[0] * 6), HEADER.pack(MAGIC, 2, 0, 0, 2 ** 40, *[0] * 8)]
    tracemalloc.start()
    for data in liars:
        with pytest.raises((WireError, EOFError)):
            decode(data)
    assert tracemalloc.get_traced_memory()[1] < 2 ** 20
    tracemalloc.stop()


def test_a_size_that_is_not_that_of_the_shape_is_refused_and_so_are_bytes_left_over():
    with pytest.raises(WireError, match="array of shape .* does not take 16 bytes"):
        decode(HEADER.pack(MAGIC, 3, 11, 1, 16, 1, *[0] * 7) + bytes(16))
    with pytest.raises(WireError, match="left over"):
        decode(encode(1.0) + b"x")


def test_a_pickle_is_not_a_message():
    with pytest.raises(WireError):
        decode(pickle.dumps(np.ones(50)))


def test_characters_that_steer_a_terminal_are_left_out_of_texts():
    assert decode(encode("a\x1b[2Jb\u202ec\u200b\u061c")) == "a[2Jbc"

"""What all tests of files start from: a new file with given bytes."""
import pytest


@pytest.fixture
def write(tmp_path):
    """write(name, content) -> path of a new file."""
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path
    return write

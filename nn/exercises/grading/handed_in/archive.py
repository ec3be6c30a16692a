"""A student's .zip, read in memory: bounded in the number of files and in what they inflate to, and nothing else."""
import io
import zipfile

from nn.exercises.grading.handed_in.trees import InArchive, folder_in_archive

MOST_ARCHIVES = 20                  # of a submission
MOST_FILES = 500                    # in all of them
MOST_BYTES = 50 * 2 ** 20           # that they inflate to, counted while inflating
PIECE = 2 ** 16                     # bytes that are inflated at once

#: how the files are compressed; of other ways, zipfile inflates pieces of any size at once
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: each file has one of these in the directory of the archive, which zipfile reads as a whole
OF_A_FILE = b"PK\x01\x02"


class Unreadable(ValueError):
    """An archive that is not read, and why."""


class Budget:
    """What the archives of one submission may still contain."""

    def __init__(self) -> None:
        self.archives, self.files, self.bytes = MOST_ARCHIVES, MOST_FILES, MOST_BYTES

    def spend(self, archives: int = 0, files: int = 0, size: int = 0) -> None:
        self.archives, self.files, self.bytes = self.archives - archives, self.files - files, self.bytes - size
        if self.archives < 0:
            raise Unreadable(f"more than {MOST_ARCHIVES} archives")
        if self.files < 0:
            raise Unreadable(f"more than {MOST_FILES} files")
        if self.bytes < 0:
            raise Unreadable(f"more than {MOST_BYTES >> 20} MiB when it is unpacked")


def opened(data: bytes, name: str, budget: Budget) -> InArchive:
    """The archive as a folder, when all of it has been inflated once.

    Raises : Unreadable
    """
    try:
        if data.count(OF_A_FILE) > 20 * MOST_FILES:                 # an archive in it has some of them, too
            budget.spend(files=MOST_FILES + 1)
        archive = zipfile.ZipFile(io.BytesIO(data))
        budget.spend(files=len(archive.infolist()))
        for info in archive.infolist():
            inflate(archive, info, budget)
        return folder_in_archive(archive, name)
    except Unreadable:
        raise
    except Exception as error:                                      # a damaged one raises almost anything
        raise Unreadable("damaged") from error


def inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> None:
    """Counts what a file of an archive inflates to, and compares its check sum.

    Raises : Unreadable; whatever zipfile raises
    """
    if info.flag_bits & 1:
        raise Unreadable("encrypted")
    if info.compress_type not in METHODS:
        raise Unreadable("compressed by a method that is not supported")
    with archive.open(info) as stream:
        while piece := stream.read(PIECE):
            budget.spend(size=len(piece))

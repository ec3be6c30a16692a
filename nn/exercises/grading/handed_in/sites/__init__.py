"""The course sites: what each of them writes when submissions are downloaded, and their lists, read and written back.

    gradescope, canvas, moodle, github   recognises(folder), entries(folder); canvas and moodle write grades, too
    roster                               a list of students, with its separator, encoding and decimal mark

The formats are those of the sites' own programs: Moodle's mod/assign (downloader.php, gradingtable.php,
feedback/offline, feedback/file/importziplib.php), Canvas' lib/content_zipper.rb, gradebook_exporter.rb and
gradebook_importer.rb, GitHub's gh-classroom (clone/student-repos). Gradescope's export is not published as code; its
form is that of real exports, as Otter-Grader reads them, too.
"""
from types import ModuleType

from nn.exercises.grading.handed_in.sites import canvas, github, gradescope, moodle

#: in the order in which a folder is compared with them
SITES: dict[str, ModuleType] = {"gradescope": gradescope, "moodle": moodle, "canvas": canvas, "github": github}

"""The lecture notebooks, executed.

    python tests/notebooks.py               # runs all of them, and stores what they print and draw
    python tests/notebooks.py 02 04         # only these

Notebook 02 prints the course's published figures if NN_COURSE_DATA names the folder with ex4weights.mat: store only the
output of such a run.
"""
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "notebooks"
#: the tag of cells whose output needs the course's own files
COURSE_DATA = "course-data"
#: the tag of cells whose numbers differ a little from machine to machine
APPROXIMATE = "approximate"
#: figures in the notebook, whatever backend the shell has chosen; one thread for the products of these small matrices
KERNEL = {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "OPENBLAS_NUM_THREADS": "1"}


def lectures(numbers=()):
    """Paths of the notebooks in their order, or of those whose names begin with one of these numbers."""
    return [path for path in sorted(FOLDER.glob("0*.ipynb")) if path.name.startswith(tuple(numbers) or "")]


def read(path):
    """The notebook as it is stored."""
    import nbformat  # here and below: it is in the extra notebooks only
    return nbformat.read(path, as_version=4)


def execute(path, without=(), first="", last=""):
    """The notebook, run from its first cell to its last in a new kernel; the file is left as it is.

    without : names of environment variables that the kernel does not get
    first, last : code that is run before and after all cells, and not kept
    Raises  : nbclient's CellExecutionError, with the cell and its traceback
    """
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell
    notebook = read(path)
    notebook.cells = [new_code_cell(first), *notebook.cells, new_code_cell(last)]
    environment = {name: value for name, value in {**os.environ, **KERNEL}.items() if name not in without}
    if environment.get("NN_COURSE_DATA"):                           # the kernel runs in another folder
        environment["NN_COURSE_DATA"] = os.path.abspath(environment["NN_COURSE_DATA"])
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", record_timing=False,
                            extra_arguments=["--log-level=ERROR"],  # its warning that loopback is not encrypted
                            resources={"metadata": {"path": str(path.parent)}})
    client.execute(env=environment)
    notebook.cells = notebook.cells[1:-1]
    return normalized(notebook)


def normalized(notebook):
    """The notebook without what differs from run to run: cell ids, counts, timings, the kernel's version."""
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                         "language_info": {"name": "python"}}
    notebook.nbformat_minor = 5
    count = 0
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02}"
        cell.metadata = {"tags": cell.metadata.tags} if cell.metadata.get("tags") else {}
        if cell.cell_type == "code":
            count += 1
            cell.execution_count, cell.outputs = count, merged(cell.outputs)
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
    return notebook


def merged(outputs):
    """Pieces of one stream that follow each other as one: where a kernel splits them is a matter of timing."""
    whole = []
    for output in outputs:
        if whole and output.output_type == "stream" and whole[-1].get("name") == output.name:
            whole[-1].text += output.text
        else:
            whole.append(output)
    return whole


def printed(cell):
    """What a code cell prints: its streams and its result, figures left out."""
    texts = [output.text if output.output_type == "stream" else output.data.get("text/plain", "")
             for output in cell.outputs if "image/png" not in output.get("data", {})]
    return "\n".join(texts)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def as_stored(notebook):
    """The text of the file."""
    import nbformat
    return nbformat.writes(notebook) + "\n"


def main(numbers):
    if not os.environ.get("NN_COURSE_DATA"):
        print("NN_COURSE_DATA is not set: notebook 02 will print the figures of a network trained here",
              file=sys.stderr)
    for path in lectures(numbers):
        path.write_text(as_stored(execute(path)), encoding="utf-8")
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])

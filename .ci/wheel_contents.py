"""Says what is wrong with the files in a wheel:  python .ci/wheel_contents.py dist/nn_from_scratch-….whl"""
import re
import sys
import zipfile

NEEDED = {"nn/py.typed", "nn/data/mnist5k.npz", "nn/data/README.md", "nn/data/LICENSE", "nn/app/demo/page.html",
          "nn/exercises/grading/reports/style.css"}
LICENCES = {"licenses/LICENSE", "licenses/data/LICENSE"}
#: tests, and the stubs and the conftest.py that `nn start` writes; the key to the exercises has their names, too
UNWANTED = re.compile(r"(^|/)(conftest|test_\w+)\.py$|^(?!nn/exercises/key/)(.*/)?ex\d\d_\w+\.py$")

names = set(zipfile.ZipFile(sys.argv[1]).namelist())
metadata = {name for name in names if ".dist-info/" in name}
tops = {name.split("/")[0] for name in names - metadata}

if tops != {"nn"}:
    sys.exit(f"The wheel puts {sorted(tops)} into site-packages; only nn belongs there.")
if missing := (NEEDED - names) | (LICENCES - {name.split(".dist-info/")[1] for name in metadata}):
    sys.exit(f"The wheel lacks {sorted(missing)}.")
if unwanted := sorted(filter(UNWANTED.search, names)):
    sys.exit(f"The wheel contains {unwanted}: tests and stubs belong to the repository only.")

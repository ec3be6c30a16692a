"""The house: who may import whom, and what `import nn` must not load."""
import ast
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import nn

HOUSE = Path(nn.__file__).parent
MODULES = {".".join(path.relative_to(HOUSE.parent).with_suffix("").parts).removesuffix(".__init__"): path
           for path in HOUSE.rglob("*.py")}

#: the files of nn/ in the order in which one reads them: each uses only what stands before it
READING_ORDER = ["arguments", "activations", "labels", "parameters", "network", "cost", "map_reduce",
                 "backprop", "numerical_gradient", "threads", "gradient_check", "solvers", "training", "watchers",
                 "metrics"]

#: each folder of nn/ -> what its files may import beside each other; "nn" is the network, that is nn/*.py
MAY_IMPORT = {"files": ["nn"], "visualize": ["nn"], "estimator": ["nn"], "distributed": ["nn", "files"],
              "exercises": ["nn", "visualize"],
              "app": ["nn", "files", "visualize", "estimator", "distributed", "exercises"]}


def room(module):
    """The folder of nn/ that a module lies in, or "nn"."""
    return module.split(".")[1] if module.count(".") > 1 or module[3:] in MAY_IMPORT else "nn"


def allowed(importer, imported):
    here, there = room(importer), room(imported)
    if imported in ("nn.files.atomic", "nn.files.overwrite"):
        return here != "nn"                                         # all that write files do it in one way
    if here == there == "nn":
        return READING_ORDER.index(imported[3:]) < READING_ORDER.index(importer[3:])
    return here == there or there in MAY_IMPORT.get(here, [])


def imports(module):
    """The modules of nn that a module imports, also inside its functions; "nn" itself where it takes public names."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in inner)


def imports_of_nn(module):
    return {name for name in imports(module) if name.split(".")[0] == "nn"}


def test_every_file_of_nn_has_its_place_in_the_reading_order():
    assert sorted(path.stem for path in HOUSE.glob("*.py")) == sorted([*READING_ORDER, "__init__", "__main__"])
    assert sorted(path.parent.name for path in HOUSE.glob("*/__init__.py")) == sorted(MAY_IMPORT)


def test_the_readme_lists_the_files_in_the_reading_order():
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\]\(nn/(\w+)\.py\) \|", readme)
    assert listed == ["__init__", *(name for name in READING_ORDER if name not in ("arguments", "threads"))]


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"nn", "nn.__main__"}))
def test_imports_point_down_the_house(module):
    public = {"nn"} if room(module) in ("exercises", "app") else set()
    assert [name for name in imports_of_nn(module) - public if not allowed(module, name)] == []


def test_nothing_imports_the_application_but_main():
    assert all(room(name) != "app" for name in imports_of_nn("nn"))
    assert imports_of_nn("nn.__main__") == {"nn.app.cli"}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_only_visualize_knows_matplotlib(module):
    knows = room(module) == "visualize" or module.startswith("nn.exercises.key.")       # what a student writes
    assert knows or not any(name.startswith("matplotlib") for name in imports(module))


@pytest.mark.parametrize("module", sorted(MODULES))
def test_only_the_estimator_knows_scikit_learn(module):
    """Hence .ci/without-scikit-learn has nothing to run of the other rooms."""
    assert room(module) == "estimator" or not any(name.startswith("sklearn") for name in imports(module))


def test_importing_nn_is_light():
    heavy = ("matplotlib", "scipy.optimize", "sklearn", "dask", "distributed", "PIL", "tqdm", "click", "pooch",
             "threadpoolctl")
    code = f"import sys, nn; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def hinted(function):
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return function.returns is not None and all(argument.annotation is not None for argument in arguments)


def test_functions_that_other_files_import_have_type_hints():
    """Among them the public ones, which the __init__.py files import. What a student writes has none."""
    trees = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()
             if not module.startswith("nn.exercises.key.")}
    used = {(node.module, alias.name) for tree in trees.values() for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert ("nn.activations", "sigmoid") in used
    assert [f"{module}.{node.name}" for module, tree in trees.items() for node in tree.body
            if isinstance(node, ast.FunctionDef) and (module, node.name) in used and not hinted(node)] == []


def test_every_public_name_exists_and_says_what_it_does():
    for name in [*nn.__all__, *(nn.NEEDS_SKLEARN if find_spec("sklearn") else ())]:
        assert getattr(nn, name).__doc__, name


def test_importing_all_names_needs_no_scikit_learn():
    code = "from nn import *; import sys; assert 'sklearn' not in sys.modules and sigmoid(0.0) == 0.5"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

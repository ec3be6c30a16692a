"""The house: who may import whom, and what `import nn` must not load."""
import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nn

HOUSE = Path(nn.__file__).parent

#: from the foundations up; a module may import only from layers above its own in this list
LAYERS = [
    ["arguments"],
    ["activations", "labels", "parameters", "solvers", "images", "downloads", "estimator"],
    ["gradient_check", "metrics", "datasets"],
    ["storage", "network"],
    ["cost"],
    ["backprop"],
    ["training"],
    ["classifier", "periods"],
    ["visualize"],
    ["__init__"],
    ["inputs"],
    ["commands"],
    ["__main__"],
]


def imports(module):
    """Names of the modules that a file imports, also inside its functions."""
    for node in ast.walk(ast.parse((HOUSE / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"nn/{module}.py imports relatively"
            yield from ([f"nn.{alias.name}" for alias in node.names] if node.module == "nn" else [node.module])


def test_every_module_has_its_layer():
    assert sorted(path.stem for path in HOUSE.glob("*.py")) == sorted(sum(LAYERS, []))


@pytest.mark.parametrize("depth, module", [(depth, module) for depth, layer in enumerate(LAYERS) for module in layer])
def test_imports_point_down_the_layers(depth, module):
    below = set(sum(LAYERS[:depth], []))
    names = {name.removeprefix("nn.") for name in imports(module) if name.startswith("nn.")}
    of_the_package = {name for name in names if (HOUSE / f"{name}.py").exists()}
    assert of_the_package <= below


@pytest.mark.parametrize("module", [module for layer in LAYERS for module in layer])
def test_only_visualize_knows_matplotlib(module):
    assert module == "visualize" or not any(name.startswith("matplotlib") for name in imports(module))


@pytest.mark.parametrize("module", [module for layer in LAYERS for module in layer])
def test_nothing_imports_the_exercises(module):
    assert module == "__main__" or not any(name.startswith("nn.exercises") for name in imports(module))


def test_importing_nn_is_light():
    heavy = ("matplotlib", "scipy.optimize", "PIL", "tqdm")
    code = f"import sys, nn; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_public_name_exists_and_says_what_it_does():
    for name in nn.__all__:
        assert getattr(nn, name).__doc__, name

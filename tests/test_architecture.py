"""The house: who may import whom, and what `import nn` must not load."""
import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nn
import nn.exercises
from nn.exercises.exercise import exercises

HOUSE = Path(nn.__file__).parent
EXERCISES = Path(nn.exercises.__file__).parent

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
    ["demo"],
    ["commands"],
    ["__main__"],
]

#: exercises/, likewise; they may all import nn, which never imports them
EXERCISE_LAYERS = [
    ["__init__", "wire", "networks", "calls"],
    ["compare", "exercise", "worker"],
    ["describe", "runner"],
    ["judge"],
    ["course"],
    ["report"],
    ["commands", "grader"],
    ["conftest", "test_exercises"],
]


def imports(module, house=HOUSE):
    """Names of the modules that a file imports, also inside its functions."""
    for node in ast.walk(ast.parse((house / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"nn/{module}.py imports relatively"
            of_a_package = node.module in ("nn", "nn.exercises")
            yield from ([f"{node.module}.{alias.name}" for alias in node.names] if of_a_package else [node.module])


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


def test_every_module_of_the_exercises_has_its_layer():
    stubs = {exercise.stem for exercise in exercises()}
    assert {path.stem for path in EXERCISES.glob("*.py")} - stubs == set(sum(EXERCISE_LAYERS, []))


@pytest.mark.parametrize("depth, module", [(depth, module) for depth, layer in enumerate(EXERCISE_LAYERS)
                                           for module in layer])
def test_imports_of_the_exercises_point_down_their_layers(depth, module):
    names = {name for name in imports(module, EXERCISES) if name.startswith("nn.exercises")}
    assert names <= {f"nn.exercises.{below}" for below in sum(EXERCISE_LAYERS[:depth], [])}


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.stem)
def test_a_key_imports_only_what_describes_an_exercise(exercise):
    names = {name for name in imports(exercise.stem, EXERCISES / "key") if name.startswith("nn.exercises")}
    names -= {f"nn.exercises.key.{stem}" for stem in exercise.reads}
    assert names <= {f"nn.exercises.{name}" for name in ("calls", "compare", "exercise", "networks", "wire")}


def test_importing_nn_is_light():
    heavy = ("matplotlib", "scipy.optimize", "PIL", "tqdm")
    code = f"import sys, nn; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_public_name_exists_and_says_what_it_does():
    for name in nn.__all__:
        assert getattr(nn, name).__doc__, name

"""How the modules of the page become one script."""
from graphlib import CycleError

import pytest

from nn.app.demo.assemble import modules, script

HALF = "export const half = x => x / 2;\n"


def test_each_module_comes_after_those_that_it_imports():
    together = script({"a.js": 'import {b} from "./b.js";\n', "c.js": "export const c = 1;\n",
                       "b.js": 'import {c} from "./c.js";\nexport const b = c;\n'})
    places = [together.index(f'modules["{name}.js"] =') for name in "cba"]
    assert places == sorted(places)


def test_all_modules_of_the_page_are_in_its_script_once():
    together = script(modules())
    assert "main.js" in modules() and [together.count(f'modules["{name}"] =') for name in modules()] == [1] * len(
        modules())


def test_modules_that_import_each_other_in_a_circle_are_refused():
    with pytest.raises(CycleError):
        script({"a.js": 'import {b} from "./b.js";\nexport const a = 1;\n',
                "b.js": 'import {a} from "./a.js";\nexport const b = 1;\n'})


@pytest.mark.parametrize("imported", ["./half.js", "./none.js"])
def test_an_import_of_what_is_not_exported_is_refused(imported):
    with pytest.raises(ValueError, match=f"a.js imports double, which {imported[2:]} does not export"):
        script({"a.js": f'import {{double}} from "{imported}";\n', "half.js": HALF})


@pytest.mark.parametrize("line", ['import * as h from "./half.js";', 'import h from "./half.js";',
                                  'import "./half.js";', 'import {half} from "https://example.org/half.js";',
                                  "export default 1;", "export let x = 1;", "export {half};",
                                  "const h = import('./half.js');", 'const text = "</script>";'])
def test_any_other_form_is_refused_with_its_line(line):
    with pytest.raises(ValueError) as error:
        script({"a.js": line + "\n", "half.js": HALF})
    assert line[-10:] in str(error.value) and "a.js" in str(error.value)

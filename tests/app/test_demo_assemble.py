"""How the modules of the page become one script."""
import re
from graphlib import CycleError

import pytest

from nn.app.demo.assemble import files, html, script, style, template

HALF = "export const half = x => x / 2;\n"


def test_a_part_of_the_page_stands_where_it_is_named_indented_alike():
    parts = {"page.html": "<main>\n  {{pad.html}}\n</main>\n", "pad.html": "<p>\n  {{ink.html}}\n</p>\n",
             "ink.html": "<b>\n"}
    assert html(parts) == "<main>\n  <p>\n    <b>\n  </p>\n</main>\n"


def test_the_styles_of_all_panels_follow_the_one_that_they_share():
    assert style({"pad.css": "#pad {}\n", "style.css": "body {}\n", "zoo.css": "#zoo {}\n"}) == (
        "body {}\n#pad {}\n#zoo {}\n")


def test_all_parts_and_styles_are_in_the_page_once_and_nothing_but_the_data_is_left_to_fill_in():
    page = template()
    first_lines = [text.splitlines()[0] for name, text in (files("html") | files("css")).items() if name != "page.html"]
    assert [page.count(line) for line in first_lines] == [1] * len(first_lines)
    assert re.findall(r"{{.*?}}", page) == ["{{data}}"]


def test_each_module_comes_after_those_that_it_imports():
    together = script({"a.js": 'import {b} from "./b.js";\n', "c.js": "export const c = 1;\n",
                       "b.js": 'import {c} from "./c.js";\nexport const b = c;\n'})
    places = [together.index(f'modules["{name}.js"] =') for name in "cba"]
    assert places == sorted(places)


def test_all_modules_of_the_page_are_in_its_script_once():
    modules = files("js")
    together = script(modules)
    assert "main.js" in modules and [together.count(f'modules["{name}"] =') for name in modules] == [1] * len(modules)


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

"""The HTML, CSS and JavaScript of this folder, an idea a file, put together into one file that needs no other."""
import re
from graphlib import TopologicalSorter
from importlib import resources
from textwrap import indent

DEMO = resources.files("nn.app.demo")

PART = re.compile(r"^(?P<indent> *)\{\{(?P<name>\w+\.html)\}\}\n", flags=re.M)
IMPORT = re.compile(r'^import \{(?P<names>[^}]+)\} from "\./(?P<name>\w+\.js)";$', flags=re.M)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function\*?) (?P<name>[\w$]+))", flags=re.M)
OTHER = re.compile(r"^\s*(?:import|export)\b.*|.*\bimport\(.*|.*</script.*", flags=re.M)


def template() -> str:
    """The whole page but its data, for which {{data}} stands."""
    return html(files("html")).replace("{{style}}", style(files("css"))).replace("{{script}}", script(files("js")))


def files(ending: str) -> dict[str, str]:
    """{name: source} of all files of a kind: "html", "css" or "js"."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(DEMO.iterdir(), key=lambda file: file.name)
            if file.name.endswith(f".{ending}")}


def html(parts: dict[str, str], name: str = "page.html") -> str:
    """One of the parts, and in place of each {{name.html}} in it that part, indented alike."""
    return PART.sub(lambda found: indent(html(parts, found["name"]), found["indent"]), parts[name])


def style(parts: dict[str, str]) -> str:
    """style.css, which all panels share, and after it the others, each of one panel."""
    return parts["style.css"] + "".join(text for name, text in parts.items() if name != "style.css")


def script(modules: dict[str, str]) -> str:
    """The modules as one script, each after those that it imports.

    A file opened from the disk may not import others. So each module becomes a function that returns its exports: its
    names stay its own, as they are in a module, and a name that it forgot to import is missing here, too.

    modules : {name: source}
    Raises  : ValueError where a module imports or exports in another form than the two above, or imports what no
              module exports; graphlib.CycleError where modules import each other in a circle
    """
    for name in modules:
        check_module(name, modules)
    order = TopologicalSorter({name: imports(text) for name, text in modules.items()}).static_order()
    return "const modules = {};\n" + "\n".join(as_function(name, modules[name]) for name in order)


def as_function(name: str, text: str) -> str:
    """modules["a.js"] = (() => { const {b} = modules["b.js"]; …; return {a}; })();"""
    body = EXPORT.sub("", IMPORT.sub(r'const {\g<names>} = modules["\g<name>"];', text))
    return f'modules["{name}"] = (() => {{\n{body}return {{{", ".join(exports(text))}}};\n}})();\n'


def check_module(name: str, modules: dict[str, str]) -> None:
    for module, names in imports(modules[name]).items():
        missing = [one for one in names if one not in exports(modules.get(module, ""))]
        if missing:
            raise ValueError(f"{name} imports {', '.join(missing)}, which {module} does not export")
    other = OTHER.search(EXPORT.sub("", IMPORT.sub("", modules[name])))
    if other:
        raise ValueError(f"{name}: a page cannot contain: {other[0].strip()}")


def imports(text: str) -> dict[str, list[str]]:
    """{module: names} that a module imports."""
    return {found["name"]: re.findall(r"[\w$]+", found["names"]) for found in IMPORT.finditer(text)}


def exports(text: str) -> list[str]:
    """The names that a module exports."""
    return [found["name"] for found in EXPORT.finditer(text)]

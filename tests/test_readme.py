"""The README says what is so. (Its Python examples run as doctests.)"""
import re
import shlex
from pathlib import Path

from nn.app.cli import build_parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_and_pictures_exist():
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", README) if "://" not in target]
    assert len(targets) > 10 and all((ROOT / target).exists() for target in targets)


def test_every_command_shown_is_one_that_exists():
    shown = re.findall(r"^    (nn [^ ].*?)(?:   .*)?$", README, flags=re.M)
    assert len(shown) >= 8
    for line in shown:
        assert build_parser().parse_args(shlex.split(line.split(" && ")[0])[1:]).command


def test_the_two_commands_stand_on_the_first_screen():
    first_screen = README.splitlines()[:20]
    assert sum(line.startswith(("    python3 -m venv", "    .venv/bin/pip")) for line in first_screen) == 2

"""A page of HTML that needs nothing else: no script, nothing from the network, and its style within it."""
from functools import cache
from html import escape
from importlib import resources

#: the browser itself is to refuse whatever else might be in it
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html_page(title: str, body: str, kind: str, more_style: str = "") -> bytes:
    """The page, as bytes of UTF-8.

    title      : text
    body       : HTML
    kind       : the class of <body> in style.css
    more_style : CSS that follows style.css
    """
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="nn: {kind}">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,">
<title>{escape(title)}</title>
<style>
{style()}{more_style}</style>
</head>
<body class="{kind}">
{body}</body>
</html>
""".encode("utf-8", "replace")


@cache
def style() -> str:
    return (resources.files("nn.exercises.grading.reports") / "style.css").read_text(encoding="utf-8")


def paragraph(text: str, kind: str = "") -> str:
    """A text as a paragraph."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def preformatted(text: str) -> str:
    """A text with its own lines and spaces."""
    return f"<pre>{escape(text)}</pre>"

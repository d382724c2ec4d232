"""What a Word file says of its paragraphs and runs, taken from them or from their styles."""

from collections.abc import Iterator

from lxml import etree

from tests.reports.measures.produced import Produced
from tests.reports.paper import W

SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def paragraphs(made: Produced) -> list[etree._Element]:
    """All paragraphs in order, those of tables and text boxes among them."""
    return list(made.root.iter(f"{W}p"))


def own_runs(paragraph: etree._Element) -> list[etree._Element]:
    """The runs of a paragraph, those within its content controls too, its text boxes' not."""
    return [run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p")) is paragraph]


def said(node: etree._Element) -> str:
    """The text of a run, or of a paragraph without its text boxes."""
    runs = own_runs(node) if node.tag == f"{W}p" else [node]
    return "".join(text.text or "" for run in runs for text in run.findall(f"{W}t"))


def style_of(made: Produced, paragraph: etree._Element) -> str:
    """The name of a paragraph's style."""
    return made.style_names.get(attribute(paragraph, "pPr/pStyle", "val") or "", "")


def styled(made: Produced, *names: str) -> Iterator[etree._Element]:
    """The paragraphs of these styles that say something."""
    return (
        node for node in paragraphs(made) if said(node).strip() and style_of(made, node) in names
    )


def attribute(node: etree._Element, path: str, name: str) -> str | None:
    """An attribute of a descendant; `path` in plain names."""
    found = node.find("/".join(W + part for part in path.split("/")))
    return None if found is None else found.get(W + name)


def layout(made: Produced, paragraph: etree._Element, path: str, name: str) -> str | None:
    """An attribute of a paragraph's layout, its own or its style's; `path` within pPr."""
    own = attribute(paragraph, f"pPr/{path}", name)
    return own if own is not None else _of_style(made, paragraph, f"pPr/{path}", name)


def look(made: Produced, run: etree._Element, path: str, name: str) -> str | None:
    """An attribute of a run's look, its own or that of its paragraph's style; `path` in rPr."""
    own = attribute(run, f"rPr/{path}", name)
    if own is not None:
        return own
    return _of_style(made, next(run.iterancestors(f"{W}p")), f"rPr/{path}", name)


def _of_style(made: Produced, paragraph: etree._Element, path: str, name: str) -> str | None:
    named = attribute(paragraph, "pPr/pStyle", "val")
    style = made.styles.find(f"{W}style[@{W}styleId='{named}']")
    return None if style is None else attribute(style, path, name)


def section(made: Produced, part: str, name: str) -> int:
    """A number of the section's page set-up."""
    return int(attribute(made.root, f"body/sectPr/{part}", name) or -1)


def off(node: etree._Element) -> str:
    """How a departure names a paragraph or run."""
    return f"“{said(node)[:12]}”"

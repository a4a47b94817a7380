"""The links of the Markdown pages of the project, and the pages themselves."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LINK = re.compile(r"\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_REMOTE = ("http://", "https://", "mailto:")


def pages() -> tuple[Path, ...]:
    """Every Markdown page that a reader may open."""
    return (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))


def links_of(text: str) -> Iterator[str]:
    """The addresses that a page links to or shows as pictures."""
    yield from _LINK.findall(_CODE.sub("", text))


def is_remote(address: str) -> bool:
    """Whether an address leaves the project."""
    return address.startswith(_REMOTE)


def anchors_of(text: str) -> set[str]:
    """The anchors of the headings of a page, as GitHub makes them."""
    found = set()
    for heading in _HEADING.findall(_CODE.sub(lambda code: code[0].strip("`"), text)):
        kept = re.sub(r"[^\w\- ]", "", heading.casefold())
        found.add(kept.replace(" ", "-"))
    return found


def broken_links(page: Path) -> Iterator[str]:
    """Links of a page that lead nowhere in the project."""
    for address in links_of(page.read_text(encoding="utf-8")):
        if is_remote(address):
            continue
        name, _, anchor = address.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists():
            yield f"{page.name}: {address} does not exist"
        elif anchor and anchor not in anchors_of(target.read_text(encoding="utf-8")):
            yield f"{page.name}: {address} names no heading"

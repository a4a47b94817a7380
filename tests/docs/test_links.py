"""Links between the pages, and to files of the project, lead somewhere."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

Script = Callable[[str], ModuleType]


def test_no_link_is_broken(script: Script) -> None:
    links = script("docs/links")
    pages = links.pages()
    assert {page.name for page in pages} >= {"README.md", "architecture.md", "keys.md"}
    assert [each for page in pages for each in links.broken_links(page)] == []


def test_a_broken_link_is_found(script: Script, tmp_path: Path) -> None:
    links = script("docs/links")
    (tmp_path / "other.md").write_text("# A heading, with `code`\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](other.md#a-heading-with-code) [b](other.md#none) [c](gone.md)\n"
        "`[d](code.md)` [e](https://example.org)\n```\n[f](block.md)\n```\n",
        encoding="utf-8",
    )
    assert list(links.broken_links(page)) == [
        "page.md: other.md#none names no heading",
        "page.md: gone.md does not exist",
    ]


def test_every_page_is_reached_from_the_readme(script: Script) -> None:
    links = script("docs/links")
    reached, waiting = set(), [links.ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        names = links.links_of(page.read_text(encoding="utf-8"))
        waiting += [
            (page.parent / name.partition("#")[0]).resolve()
            for name in names
            if not links.is_remote(name) and not name.startswith("#")
        ]
    assert set(links.pages()) - reached == set()


def test_the_site_has_every_page_in_its_menu(script: Script) -> None:
    links, site = script("docs/links"), script("docs/build_site")
    menu = (links.ROOT / "zensical.toml").read_text(encoding="utf-8")
    for page in links.pages():
        name = site.staged(page).relative_to(site.STAGE).as_posix()
        assert f'"{name}"' in menu

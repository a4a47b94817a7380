"""Builds the documentation site: README and docs/ become one set of pages.

The pages keep their places in the repository, where links between README, docs/ and
screenshots/ hold. A site has one folder, so they are copied and their links rewritten
first. Zensical then builds it strictly; nothing in it is fetched from elsewhere.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from links import ROOT, broken_links, is_remote, links_of, pages

STAGE = ROOT / "build" / "site-pages"
SITE = ROOT / "build" / "site"
_REMOTE = re.compile(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?https?://""")


def staged(path: Path) -> Path:
    """Where a file of the repository lies in the folder that the site is built from."""
    inside = path.resolve().relative_to(ROOT)
    if inside == Path("README.md"):
        return STAGE / "index.md"
    if inside.parts[0] == "docs":
        return STAGE.joinpath(*inside.parts[1:])
    return STAGE / inside


def rewritten(page: Path) -> str:
    """A page whose links hold in the staged folder."""
    text = page.read_text(encoding="utf-8")
    here = staged(page).parent
    for address in set(links_of(text)):
        name, mark, anchor = address.partition("#")
        if is_remote(address) or not name:
            continue
        target = staged(page.parent / name)
        text = text.replace(f"]({address})", f"]({_from(here, target)}{mark}{anchor})")
    return text


def _from(here: Path, target: Path) -> str:
    up = len(here.relative_to(STAGE).parts)
    return "../" * up + target.relative_to(STAGE).as_posix()


def stage() -> None:
    """Copy what the site shows."""
    shutil.rmtree(STAGE, ignore_errors=True)
    for page in pages():
        target = staged(page)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(rewritten(page), encoding="utf-8")
        for address in links_of(page.read_text(encoding="utf-8")):
            linked = page.parent / address.partition("#")[0]
            if not is_remote(address) and linked.is_file() and linked.suffix != ".md":
                copy = staged(linked)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(linked, copy)


def remote_parts() -> list[str]:
    """Pages of the site that would load something from elsewhere."""
    return [
        str(page.relative_to(SITE))
        for page in sorted(SITE.rglob("*.html"))
        if _REMOTE.search(page.read_text(encoding="utf-8"))
    ]


def main() -> None:
    """Check the links, build the site, check that it is whole by itself."""
    broken = [problem for page in pages() for problem in broken_links(page)]
    if broken:
        sys.exit("\n".join(broken))
    stage()
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - fixed words
    remote = remote_parts()
    if remote:
        sys.exit("These pages load something from elsewhere: " + ", ".join(remote))
    print(f"The site is in {SITE}.")


if __name__ == "__main__":
    main()

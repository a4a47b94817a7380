"""The drawing of the import layers in architecture.md, made from the imports."""

import importlib
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent
BEGIN = "<!-- made from the imports by `make docs` -->\n"
END = "<!-- end of what is made -->\n"
WIDTH = 10


def with_drawing(page: str) -> str:
    """The page on architecture with the drawing as the imports are now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}```\n{drawing()}```\n{END}{after}"


def drawing() -> str:
    """Two lines for each package: its purpose, and what it imports."""
    graph = grimp.build_graph("timeline")
    rows = [_row(graph, name) for layer in _layers() for name in layer]
    return "\n".join(rows) + "\n"


def _layers() -> list[list[str]]:
    """The layers of the contract, the highest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    found = [[part.strip() for part in line.split("|")] for line in contract["layers"]]
    return [layer for layer in found if "__main__" not in layer]


def _row(graph: grimp.ImportGraph, name: str) -> str:
    package = f"timeline.{name}"
    modules = {package, *graph.find_descendants(package)}
    others = [
        other
        for layer in _layers()
        for other in layer
        if other != name and _imports(graph, modules, other)
    ]
    words = (importlib.import_module(package).__doc__ or "").partition(".")[0]
    above = f"{name:<{WIDTH}}  {' '.join(words.split())}"
    return f"{above}\n{'':<{WIDTH}}  -> {', '.join(others) or 'nothing of timeline'}"


def _imports(graph: grimp.ImportGraph, modules: set[str], other: str) -> bool:
    target = f"timeline.{other}"
    return any(
        imported == target or imported.startswith(f"{target}.")
        for module in modules
        for imported in graph.find_modules_directly_imported_by(module)
    )

"""The mappings of a registry: TOML files in a folder beside it, by their header."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from timeline.exchange.file_facts import without_file_facts
from timeline.exchange.mapping import (
    BELOW,
    MappingError,
    SheetMapping,
    mapping_text,
    read_mapping,
)
from timeline.exchange.sheets import CellGrid, TableSheet
from timeline.files.whole import write_file

_SEARCHED = 30
_BELOW: tuple[tuple[str, ...], ...] = ((), BELOW[:1], BELOW[1:], BELOW, BELOW[::-1])


def folder_of(place: str) -> Path:
    """Where the mappings of a registry lie."""
    if "://" in place:
        from platformdirs import user_data_path

        return user_data_path("timeline", appauthor=False) / "mappings"
    path = Path(place).expanduser()
    return path.with_name(f"{path.stem}.mappings")


def saved_mappings(folder: Path) -> tuple[SheetMapping, ...]:
    """Every mapping of the folder; what is none is passed over."""
    return tuple(_readable(folder))


def _readable(folder: Path) -> Iterator[SheetMapping]:
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            yield read_mapping(path)
        except MappingError:
            continue


def save(folder: Path, mapping: SheetMapping) -> Path:
    """Save a mapping, in place of an earlier one for the same header.

    What is about one file only is left out, so that the next one is asked about it.
    """
    header = "\n".join(mapping.header)
    name = f"{mapping.format}-{sha256(header.encode()).hexdigest()[:12]}.toml"
    write_file(folder / name, mapping_text(without_file_facts(mapping)))
    return folder / name


def sheet_for(grid: CellGrid, mapping: SheetMapping) -> TableSheet | None:
    """The sheet with the header that a mapping was made for; None if it has none."""
    for top in range(min(_SEARCHED, len(grid.rows))):
        for below in _BELOW:
            if top + len(below) < len(grid.rows):
                sheet = TableSheet(grid, top, below)
                if mapping.fits(sheet):
                    return sheet
    return None

"""Keeps what is typed into a form in a private file until it is stored.

The file is written anew at each change and taken away when the form is saved or given
up. What lies there when the app starts belongs to a form that a crash or a kill ended.
"""

import contextlib
import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from platformdirs import user_state_path

from timeline.files.parts import is_running
from timeline.files.whole import write_file

if TYPE_CHECKING:
    from timeline.tui.entry.form_model import Form, Opening

FOLDER = "drafts"
SERIES = "series"
"""Stands as the kind of a draft that is no form."""
ROWS = "rows"
"""Name under which the draft keeps dates and values."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was not saved."""

    place: str
    """The registry that it was for: a path, or a digest of an address."""
    code: str
    """Study code; empty for a new patient."""
    kind: str
    record_id: str
    """Id of the stored record; empty for a new one."""
    seen: int | None
    """Version of the stored record that the form showed."""
    texts: dict[str, str]
    """What stood in the fields that had been changed."""
    process: int
    """Number of the process that had the form open."""
    at: str
    """When it was last changed, in local time."""
    orders: dict[str, int] = field(default_factory=dict)
    """Versions of the orders that the form showed, by their ids."""


class Drafts:
    """The drafts of one registry."""

    def __init__(self, place: str | Path, folder: Path | None = None) -> None:
        """Choose where drafts lie.

        Args:
            place: The registry. Drafts of a file lie beside it; those of a server in
                the user's own folder for state.
            folder: Another folder, made when it is needed.
        """
        self.place = _name(str(place))
        self._folder = folder or _folder(str(place))

    def keep(self, key: str, draft: Draft) -> None:
        """Write a draft, whole or not at all, where only its owner can read it.

        Raises:
            OSError: If the disk does not take it.
        """
        write_file(self._path(key), json.dumps(asdict(draft), ensure_ascii=True))

    def forget(self, key: str) -> None:
        """Take a draft away; one that is not there is none the less gone."""
        with contextlib.suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def left_behind(self) -> dict[str, Draft]:
        """Drafts by key of forms that no running process has open, oldest first."""
        drafts = {}
        for path in sorted(self._folder.glob("*.json"), key=_changed_at):
            draft = _read(path)
            if draft and draft.place == self.place and not is_running(draft.process):
                drafts[path.stem] = draft
        return drafts

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def form_draft(form: "Form", place: str, code: str, opening: "Opening") -> Draft:
    """Make the draft of a form.

    A new record keeps all its texts. A stored one keeps only what was changed, so that
    the rest is as the registry has it when the draft is opened again.

    Args:
        form: The form.
        place: The registry.
        code: Study code; empty for a new patient.
        opening: Knows which versions the form showed.
    """
    new = form.original is None
    kept = {n: t for n, t in form.texts.items() if (new and t) or t != form.start[n]}
    return Draft(
        place=place,
        code=code,
        kind=form.record_class.kind,
        record_id=form.original.id if form.original else "",
        seen=opening.seen,
        texts=kept,
        process=os.getpid(),
        at=_now(),
        orders=dict(opening.orders_seen),
    )


def series_draft(place: str, code: str, texts: Mapping[str, str], rows: str) -> Draft:
    """Make the draft of a series.

    Args:
        place: The registry.
        code: Study code.
        texts: Texts of the shared fields by name.
        rows: Dates and values, a line for each.
    """
    return Draft(
        place=place,
        code=code,
        kind=SERIES,
        record_id="",
        seen=None,
        texts={**texts, ROWS: rows},
        process=os.getpid(),
        at=_now(),
    )


def new_key() -> str:
    """A name for the draft of one form."""
    return uuid4().hex


def _now() -> str:
    """This minute in local time."""
    return dt.datetime.now().astimezone().isoformat(timespec="minutes")


def _name(place: str) -> str:
    """A name for the registry in a draft; an address can hold a password."""
    if "://" not in place:
        return place
    return f"server {sha256(place.encode()).hexdigest()[:16]}"


def _folder(place: str) -> Path:
    if "://" in place:
        return user_state_path("timeline", appauthor=False) / FOLDER
    path = Path(place).expanduser().absolute()
    return path.with_name(f"{path.name}-{FOLDER}")


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _read(path: Path) -> Draft | None:
    """A draft, or None if the file is none that this version can read."""
    # the first screen looks for drafts, and most often there is none
    from timeline.case.record import Entry
    from timeline.case.records.kinds import FORMER_KINDS, KINDS
    from timeline.case.records.result import Result

    try:
        draft = Draft(**json.loads(path.read_text("utf-8")))
        kind = FORMER_KINDS.get(draft.kind, draft.kind)
        record_class = Result if kind == SERIES else KINDS.get(kind, Entry)
        texts = record_class.todays_names(draft.texts)
        return replace(draft, kind=kind, texts=texts)
    except (OSError, ValueError, TypeError, AttributeError):
        return None

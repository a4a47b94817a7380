"""Codes and ids that say nothing of a patient: drawn by chance, or counted."""

import re
import secrets
from collections.abc import Iterator
from itertools import count

from timeline.case.case import Case

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
_CODE_LENGTH = 6
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)


def is_code(text: str) -> bool:
    """Whether a text can stand as the code of a case in a figure."""
    return _CODE.fullmatch(text) is not None


def random_code() -> str:
    """A code that says nothing of the patient; one made from data could be undone."""
    return f"CASE-{_random_letters()}"


def folder_name() -> str:
    """A name for a folder that says nothing about the patient."""
    return f"figure-{_random_letters()}"


def new_id(kind: str, number: int) -> str:
    """Id of the n-th record of a kind; ids sort as the records did.

    So two records of one month keep their order, which is no date.
    """
    return f"{kind}-{number:05d}"


def new_ids(case: Case) -> Iterator[tuple[str, str]]:
    """Every id of a case, with the one that leaves in its place."""
    numbers = {kind: count(1) for kind in {entry.kind for entry in case.entries}}
    for entry in case.entries:
        yield entry.id, new_id(entry.kind, next(numbers[entry.kind]))


def _random_letters() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))

"""Reads what a tumour board said, in its own words."""

import re

from timeline.case.records.tumour_board import TumourBoard
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.drugs import find_agent
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import GAP, Unread, is_name, phrase
from timeline.tui.entry.quick.words import turned

_BOARD = phrase(
    r"(?:(?:molecular|multidisciplinary|interdisciplinary)\s+)?(?:tumou?r\s+(?:board|"
    r"conference)|mdt(?:\s+meeting)?|mdm|mtb|multidisciplinary\s+(?:team|meeting))"
    r"(?:\s+(?:meeting|discussion|decision|outcome))?"
    r"|(?:molekulares\s+)?tumou?r(?:board|konferenz)|rcp"
)
_RECOMMENDS = phrase(
    r"(?:recommend(?:s|ed|ation)?(?:\s+(?:is|was|for))?|advise[ds]?|suggest(?:s|ed)?"
    r"|outcome|decision|empfiehlt|empfehlung):?"
)
_QUESTION = re.compile(rf"\bquestion\s*:\s*([^.;?{GAP}]+\??)", re.IGNORECASE)
_FOLLOWED = phrase(r"(?P<no>not\s+)?followed")
_WORD = re.compile(r"[^\s,;:()+/]+")


def tumour_board(text: str) -> Fact | None:
    """Read a line such as `MDT 3.5.2024: recommends FOLFOX and bevacizumab`.

    What it recommends is quoted, with its doubts; it says that nothing was done. Drugs
    are named beside it unless a word of it turns the meaning.
    """
    unread = Unread(text)
    board = unread.only(_BOARD)
    if board is None or ";" in text:
        return None
    question = unread.take(_QUESTION)
    date = take_date(unread)
    if Unread(unread.text[: board.start()]).left_over:
        return None  # what stands in front is another fact
    said = unread.take(_RECOMMENDS) or ":" in text
    followed = unread.only(_FOLLOWED)
    recommendation = unread.left_over
    if not (recommendation or question or date) or (
        turned(recommendation) and not said
    ):
        return None
    forms = filled(
        TumourBoard,
        date=date,
        question=question[1] if question else "",
        recommendation=recommendation,
        drugs="; ".join(_drugs(recommendation)),
        followed=("no" if followed["no"] else "yes") if followed else "",
    )
    return Fact(forms)


def _drugs(recommendation: str) -> list[str]:
    if turned(recommendation):
        return []
    names = (match[0] for match in _WORD.finditer(recommendation))
    return [name for name in names if is_name(name) and find_agent(name)]

"""Two versions of one record, and what needs no choice between them."""

from timeline.tui.entry.merge import chosen_already, differences, merged
from tui.entry.small_case import SURGERY


def test_only_what_both_changed_is_left_to_choose() -> None:
    yours = SURGERY.changed(site="liver", reason="mine")
    stored = SURGERY.changed(notes="theirs", reason="theirs")
    rows = differences(yours, stored)
    assert [row.name for row in rows] == ["site", "reason", "notes"]
    keep = chosen_already(SURGERY, rows)
    assert keep == {"site": False, "notes": True}
    chosen = merged(yours, stored, {**keep, "reason": False})
    assert chosen == SURGERY.changed(site="liver", reason="mine", notes="theirs")

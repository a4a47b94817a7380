"""Messages of the command line in the words of the export dialog."""

from timeline.tui.exporting.wording import in_dialog


def test_groups_that_are_left_out_are_listed_as_a_sentence_lists() -> None:
    groups = "--leave-out local --leave-out her2 --leave-out adverse"
    advice = f"Split the figure: one with {groups}."
    assert in_dialog(advice) == (
        'Split the figure: one with "Local interventions", '
        '"HER2 and molecular tests" and "Adverse events" left out.'
    )

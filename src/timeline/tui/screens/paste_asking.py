"""Asks what the dates and the numbers of a paste mean, each once for all of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.case.locale import Locale
from timeline.tui.entry.paste_questions import PasteQuestion, paste_question
from timeline.tui.screens.asking import ChoiceScreen

if TYPE_CHECKING:
    from textual.app import App


async def ask_about(
    app: "App[object]", rows: Sequence[tuple[str, str]], locale: Locale
) -> Locale:
    """The locale by which a paste is read; Escape leaves open what is asked then.

    Args:
        app: Shows the questions.
        rows: Dates and values as they were pasted.
        locale: That of the registry; what it settles is not asked about.
    """
    while question := paste_question(rows, locale):
        answer = await app.push_screen_wait(_screen(question))
        if answer is None:
            break
        _, locale = question.choices[answer]
    return locale


def _screen(question: PasteQuestion) -> ChoiceScreen:
    count = question.count
    rows = "1 row is" if count == 1 else f"{count} rows are"
    return ChoiceScreen(
        f"What does {question.text.strip()} mean?",
        [(key, words) for key, (words, _) in question.choices.items()],
        [
            f"{rows} written in a way that has two readings.",
            "The answer holds for this paste; a setting can answer it for all.",
        ],
    )

"""Plans and writes an export; what goes wrong is said in words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from timeline.charts.package.bundle import PACKAGE_FILES
from timeline.errors import TimelineError
from timeline.sharing.folder import Standing, names_patient, standing, write
from timeline.tui.exporting.choice import Values
from timeline.tui.exporting.folder import folder_of
from timeline.tui.exporting.plan import ExportPlan, Subject, Tell

NAMED = "The name of the folder holds a study code. Choose another name."


class Cancelled(Exception):  # noqa: N818 - a wish, no error
    """The person does not want the files any more."""


def planned(subject: Subject, values: Values, folder: str) -> ExportPlan:
    """What would be written, and where; a plan with a problem where it cannot be."""
    try:
        plan = subject.plan(values)
        place = folder_of(folder)
    except TimelineError as error:
        problem = f"{error.title}. {error}"
        return ExportPlan((), (), None, problem=problem, option=error.option)
    present = standing(place, PACKAGE_FILES)
    warnings = list(plan.warnings)
    if names_patient(place, subject.codes):
        warnings.append(NAMED)
    if values.get(subject.as_recorded):
        warnings.append(
            "Everything leaves as recorded, dates and free text included: only for a "
            "case whose source is public."
        )
    if present in (Standing.FIGURE, Standing.OTHER):
        warnings.append(f"The folder {present}.")
    return replace(plan, warnings=tuple(warnings), place=str(place))


def questions(subject: Subject, values: Values) -> Iterator[tuple[str, str, str]]:
    """What has to be asked before writing: the question, its key and the answer."""
    if values.get(subject.as_recorded):
        question = "Everything leaves as recorded, dates and free text included."
        yield question, "r", "the source is public: write it as recorded"
    try:
        place = folder_of(str(values["folder"]))
    except TimelineError:
        return
    if standing(place, PACKAGE_FILES) is Standing.FIGURE:
        yield f"{place} holds an earlier export.", "r", "replace it"


def written(
    subject: Subject, values: Values, folder: str, tell: Tell
) -> tuple[Path, tuple[tuple[str, int], ...]]:
    """Make and write every file.

    Returns:
        The folder, and the files with their sizes in bytes.

    Raises:
        TimelineError: If it cannot be made or written; nothing is then half written.
        Cancelled: If `tell` raises it.
    """
    place = folder_of(folder)
    files = subject.files(values, tell)
    tell("the folder")
    write(files, place, PACKAGE_FILES)
    return place, tuple((name, len(data)) for name, data in files.items())

"""The command that prints what does not add up, of one patient or of all."""

import datetime as dt
import shutil
from typing import TYPE_CHECKING, Any

import typer

from timeline.cli.figure import read_cases
from timeline.cli.output import say, say_json
from timeline.cli.patients import Json
from timeline.cli.report import Codes, Every

if TYPE_CHECKING:
    from timeline.case.case import Case
    from timeline.clinical.settings import Settings
    from timeline.report.document import Document


def queries(
    context: typer.Context,
    patients: Codes = None,
    every: Every = False,
    as_json: Json = False,
) -> None:
    """Print what does not add up or is missing, the gravest first.

    Each query says which numbers it unlocks. Notes, which wait for nobody, stand last.
    """
    if bool(patients) == every:
        raise typer.BadParameter("Name patients, or use --all.")
    cases, settings = read_cases(context, patients)
    documents = (_document(case, settings) for case in cases)
    if as_json:
        say_json([_data(document) for document in documents])
        return
    from timeline.report.text import as_text

    width = min(shutil.get_terminal_size().columns, 100)
    for number, document in enumerate(documents):
        if number:
            say()
        say(as_text(document, width))


def _document(case: "Case", settings: "Settings") -> "Document":
    from timeline.clinical.review import review
    from timeline.report.document import Document
    from timeline.report.sections.queries import open_queries_section

    today = dt.datetime.now().astimezone().date()
    section = open_queries_section(review(case, settings=settings, today=today))
    synthetic = bool(case.patient.synthetic)
    data = {"patient": case.code}
    return Document(case.code, synthetic, (case.code,), (), (section,), data)


def _data(document: "Document") -> dict[str, Any]:
    from timeline.report.keyed import as_data

    return as_data(document)

"""The command that prints what does not add up, of one patient or of all."""

import datetime as dt
import shutil
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from timeline.cli.figure import read_cases
from timeline.cli.output import say, say_json
from timeline.cli.patients import Json
from timeline.cli.report import Codes, Every

if TYPE_CHECKING:
    from timeline.case.case import Case
    from timeline.clinical.review import Review
    from timeline.clinical.settings import Settings
    from timeline.report.document import Document


def queries(
    context: typer.Context,
    patients: Codes = None,
    every: Every = False,
    as_json: Json = False,
) -> None:
    """Print what does not add up or is missing, the gravest first.

    Each query says which numbers it unlocks. Notes, which wait for nobody, stand last;
    what a source of many patients never gives is said once, before all.
    """
    if bool(patients) == every:
        raise typer.BadParameter("Name patients, or use --all.")
    cases, settings = read_cases(context, patients)
    if as_json:
        reviews = (_review(case, settings) for case in cases)
        say_json([_data(_document(reviewed)) for reviewed in reviews])
    else:
        _print([_review(case, settings) for case in cases])


def _print(reviews: "list[Review]") -> None:
    from timeline.clinical.queries.by_source import source_texts
    from timeline.report.text import as_text

    width = min(shutil.get_terminal_size().columns, 100)
    notes = source_texts(query for each in reviews for query in each.queries)
    parts = [textwrap.fill(note, width) for note in notes]
    parts += [as_text(_document(_without_source(each)), width) for each in reviews]
    if parts:
        say("\n\n".join(parts))


def _without_source(reviewed: "Review") -> "Review":
    """The review without what is said once for all patients of a source."""
    own = tuple(query for query in reviewed.queries if query.source is None)
    return replace(reviewed, queries=own)


def _review(case: "Case", settings: "Settings") -> "Review":
    from timeline.clinical.review import review

    today = dt.datetime.now().astimezone().date()
    return review(case, settings=settings, today=today)


def _document(reviewed: "Review") -> "Document":
    from timeline.report.document import Document
    from timeline.report.sections.queries import open_queries_section

    case, section = reviewed.case, open_queries_section(reviewed)
    synthetic = bool(case.patient.synthetic)
    data = {"patient": case.code}
    return Document(case.code, synthetic, (case.code,), (), (section,), data)


def _data(document: "Document") -> dict[str, Any]:
    from timeline.report.keyed import as_data

    return as_data(document)

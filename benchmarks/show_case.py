"""Everything that `timeline show` computes for a case of 500 records.

    python benchmarks/show_case.py

Printed as a multiple of validating the same records, so that machines can be compared.
Times are of the processor, and each run of one is followed by a run of the other, so
that what else the machine does falls on both. Every run reviews a case of its own,
because a case keeps what was computed from it.
"""

import datetime as dt
from collections.abc import Callable
from statistics import median
from time import process_time

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.text import as_text

START = dt.date(2015, 1, 5)
TODAY = dt.date(2026, 1, 15)
RUNS = 40


def big_case() -> Case:
    """A made-up case: 12 lines with two drugs each, and series of every kind."""
    entries: list[Entry] = []

    def add(kind: str, **values: object) -> None:
        entries.append(KINDS[kind].model_validate(values))

    def day(number: int) -> str:
        return (START + dt.timedelta(days=number)).isoformat()

    add("patient", id="patient", code="SYNTHETIC-500", synthetic=True, sex="female")
    add("diagnosis", id="diagnosis", date=day(0), site="gallbladder", t="3", n="1")
    add("lesion", id="liver", name="liver")
    operation = {"type": "surgery", "intent": "curative", "lesion": "liver"}
    add("local_intervention", id="operation", date=day(5), **operation)
    add("follow_up", id="last", date=day(2600), vital_status="alive")
    reported = {"quantity": "overall survival", "value": 85, "unit": "months"}
    add("reported_outcome", id="reported", **reported)
    add("finding", id="undated", type="imaging", method="CT", result="new lesion")
    add("order", earlier="pd-3", later="undated", confidence="narrative")
    for number in range(12):
        line, begin = f"line-{number}", 20 + 200 * number
        span = {"start": day(begin), "stop": day(begin + 150)}
        drugs = ("gemcitabine", "cisplatin") if number % 2 else ("trastuzumab", "S-1")
        regimen = " + ".join(drugs)
        add("therapy_line", id=line, regimen=regimen, setting="palliative", **span)
        for drug in drugs:
            add("drug_course", id=f"{line}-{drug}", line=line, drug=drug, **span)
        pd = f"pd-{number}"
        add("assessment", id=pd, date=day(begin + 160), response="PD", line=line)
        add("adverse_event", id=f"ae-{number}", term="nausea", date=day(begin + 10))
        add("order", earlier=f"{line}.stop", later=pd, confidence="stated")
    for number in range(12):
        test = {"method": "IHC", "specimen": "biopsy", "ihc_score": "3+"}
        when = day(200 * number)
        add("her2_test", id=f"her2-{number}", specimen_date=when, **test)
    sample = {"analyte": "CA19-9", "comparator": "=", "unit": "U/mL"}
    for number in range(200):
        value = 40.0 + number % 37
        when = day(12 * number)
        add("result", id=f"ca-{number}", date=when, value=value, **sample)
    rest = 500 - len(entries)
    for number in range(rest):
        found = {"type": "imaging", "method": "CT", "result": "as before"}
        add("finding", id=f"ct-{number}", date=day(12 * number + 3), **found)
    return Case.of(entries)


def milliseconds(action: Callable[[], object]) -> float:
    """Processor time of one run."""
    started = process_time()
    action()
    return 1000 * (process_time() - started)


def show(case: Case) -> str:
    """What `timeline show` does between reading the registry and printing."""
    return as_text(document_of(review(case, today=TODAY), every_record=False))


def main() -> None:
    """Print the times, the least and the median, and their ratios."""
    entries = big_case().entries
    values = [(type(entry), entry.model_dump()) for entry in entries]
    show(Case.of(entries))  # reads the catalogues
    validating, reviewing, showing = [], [], []
    for _ in range(RUNS):
        first, second = Case.of(entries), Case.of(entries)
        validating.append(
            milliseconds(lambda: [kind.model_validate(each) for kind, each in values])
        )
        reviewing.append(milliseconds(lambda case=first: review(case, today=TODAY)))
        showing.append(milliseconds(lambda case=second: show(case)))
    print(f"records: {len(entries)}; processor time, least and median of {RUNS} runs")
    for what, times in (
        ("validating the records", validating),
        ("reviewing the case", reviewing),
        ("reviewing it and setting the page", showing),
    ):
        print(f"{what}: {min(times):.1f} ms, {median(times):.1f} ms")
    print(f"review / validation: {min(reviewing) / min(validating):.2f}")
    print(f"review and page / validation: {min(showing) / min(validating):.2f}")


if __name__ == "__main__":
    main()

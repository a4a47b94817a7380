"""Everything that `timeline show` computes for a case of 500 records.

Printed as a multiple of validating the same records, so that machines can be compared.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.clinical.review import review

START = dt.date(2015, 1, 5)
RUNS = 15


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
    sample = {"marker": "CA19-9", "comparator": "=", "unit": "U/mL"}
    for number in range(200):
        value = 40.0 + number % 37
        when = day(12 * number)
        add("marker_result", id=f"ca-{number}", date=when, value=value, **sample)
    rest = 500 - len(entries)
    for number in range(rest):
        found = {"type": "imaging", "method": "CT", "result": "as before"}
        add("finding", id=f"ct-{number}", date=day(12 * number + 3), **found)
    return Case.of(entries)


def median(action: Callable[[], object]) -> float:
    """Median time of several runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return 1000 * statistics.median(times)


def main() -> None:
    """Print both times and their ratio."""
    case = big_case()
    values = [(type(entry), entry.model_dump()) for entry in case.entries]
    validating = median(lambda: [kind.model_validate(each) for kind, each in values])
    fresh = iter([Case.of(case.entries) for _ in range(RUNS)])
    reviewing = median(lambda: review(next(fresh)))
    print(f"records: {len(case.entries)}")
    print(
        f"validating them: {validating:.1f} ms; reviewing the case: {reviewing:.1f} ms"
    )
    print(f"review / validation: {reviewing / validating:.2f}")


if __name__ == "__main__":
    main()

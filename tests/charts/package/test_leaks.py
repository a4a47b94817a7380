"""Nothing that identifies the patient stands in any file of a package."""

import re
from contextlib import closing
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from sharing.canaries import planted
from timeline.case.case import Case
from timeline.case.records.kinds import KINDS
from timeline.charts.package.bundle import FILES, bundle
from timeline.charts.package.options import FigureOptions
from timeline.charts.print.presets import preset
from timeline.sharing.keep import KeepOption

FRAME = preset("elsevier-double", height=1200, dpi=72)
DATE = re.compile(
    r"(19|20)\d\d-\d\d|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (19|20)\d\d"
)
YEAR = re.compile(r"(?<![\d.#])(19|20)[12]\d(?![\d.])")


def readable(files: dict[str, bytes]) -> dict[str, str]:
    """What a person or a program can read in each file, metadata included."""
    found = {name: data.decode("utf-8", "replace") for name, data in files.items()}
    page = re.sub(r"<script>.*?</script>", "", found["figure.html"], flags=re.DOTALL)
    found["figure.html"] = page  # the drawing library holds no data
    with closing(pypdfium2.PdfDocument(files["figure.pdf"])) as document:
        metadata = {**document.get_metadata_dict()}
        metadata = {k: v for k, v in metadata.items() if not k.endswith("Date")}
        text = document[0].get_textpage().get_text_range()
    found["figure.pdf"] = f"{text}\n{metadata}"
    for name in ("figure.png", "figure.tiff"):
        with Image.open(BytesIO(files[name])) as picture:
            found[name] = str({**picture.info, "exif": dict(picture.getexif())})
    return found


class Search:
    """Finds words in the files of a package, in their text or in their bytes."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.told = readable(files)

    def __call__(self, word: str) -> list[str]:
        """Names of the files that hold a word."""
        raw = [name for name, data in self.files.items() if word.encode() in data]
        return sorted({*raw, *(n for n, text in self.told.items() if word in text)})


@pytest.fixture
def safe(gallbladder: Case) -> dict[str, bytes]:
    return bundle(planted(gallbladder), FigureOptions(FRAME, code="CASE-TEST"))


def test_no_typed_text_leaves(safe: dict[str, bytes]) -> None:
    assert sorted(safe) == sorted(FILES)
    where = Search(safe)
    canaries = [f"Zz_{kind}_" for kind in KINDS]
    for word in (*canaries, "Zz-id-", "Miller", "GBC-90"):
        assert where(word) == []
    assert "figure.svg" not in where("CASE-TEST")  # journals print no code
    assert "manifest.json" in where("CASE-TEST")


def test_no_calendar_date_leaves(safe: dict[str, bytes]) -> None:
    for name, text in readable(safe).items():
        if name != "manifest.json":
            assert DATE.findall(text) == [], name
            assert YEAR.findall(text) == [], name


def test_ages_of_ninety_and_over_do_not_leave(safe: dict[str, bytes]) -> None:
    for name, text in readable(safe).items():
        if name in ("caption.md", "alt.txt", "figure.svg", "timeline_table.csv"):
            # Coordinates are numbers too, and stand in attributes.
            words = re.sub(r'="[MLHVZA\d., -]+"', "", text)
            assert not re.search(r"\b93\b", words), name


SHOWN = {
    KeepOption.CODE: ("Zz_patient_code",),
    KeepOption.TEXT: (
        "Zz_finding_result",
        "Zz_local_intervention_procedures",
        "Zz_drug_course_stop_detail",
        "Zz_progression_event",
        "Zz_diagnosis_histology",
    ),
    KeepOption.ADVERSE_EVENTS: ("Zz_adverse_event_term",),
    KeepOption.DRUGS: ("Zz_drug_course_drug",),
    KeepOption.MARKERS: ("Zz_result_analyte", "Zz_result_unit"),
    KeepOption.GENES: ("Zz_her2_test_variants",),
    KeepOption.SITES: ("Zz_assessment_site", "Zz_finding_site", "Zz_lesion_name"),
    KeepOption.TRIALS: ("Zz_therapy_line_trial",),
    KeepOption.SOURCES: ("Zz_source_name", "Zz_finding_locator"),
    KeepOption.AS_WRITTEN: ("Zz_finding_as_written", "Zz_progression_date_stated"),
    KeepOption.LABORATORIES: ("Zz_her2_test_laboratory",),
}
"""Some of the texts that each choice lets through, each shown in some file."""


@pytest.mark.parametrize("item", SHOWN)
def test_each_thing_leaves_only_where_it_was_asked_for(
    gallbladder: Case, item: KeepOption
) -> None:
    options = FigureOptions(FRAME, keep=frozenset({item}), code="CASE-TEST")
    where = Search(bundle(planted(gallbladder), options))
    for other, words in SHOWN.items():
        for word in words:
            assert bool(where(word)) is (other is item), word
    assert where("Zz-id") == []
    assert [where(f"Zz_{kind}_notes") for kind in KINDS] == [[]] * len(KINDS)


def test_dates_leave_only_where_they_were_asked_for(gallbladder: Case) -> None:
    asked = FigureOptions(FRAME, keep=frozenset({KeepOption.DATES}), code="CASE-TEST")
    dated = readable(bundle(gallbladder, asked))
    assert "Sep 2017" in dated["figure.svg"]
    assert "2017-09-01" in dated["data.csv"]


def test_as_recorded_everything_is_as_in_the_records(gallbladder: Case) -> None:
    files = readable(bundle(gallbladder, FigureOptions(FRAME, as_recorded=True)))
    assert "GBC-90" in files["figure.html"]
    assert "CyberKnife radiosurgery" in files["figure.svg"]
    assert "Sep 2017" in files["timeline_table.csv"]
    assert "To protect the patient" not in files["caption.md"]

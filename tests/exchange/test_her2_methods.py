"""Case files from before HER2 records of two methods were refused."""

import datetime as dt

from timeline.case.records.her2_test import Her2Test
from timeline.clinical.review import review
from timeline.exchange import case_file

FILE = """
format = 1
[patient]
code = "P-1"
[[diagnosis]]
id = "d"
site = "stomach"
[[her2_test]]
id = "h1"
method = "IHC"
specimen = "biopsy"
ihc_score = "2+"
ish_ratio = 2.4
"""


def test_an_older_file_is_read_unchanged_and_asked_about() -> None:
    today = dt.date(2026, 1, 15)
    reading = case_file.parse(FILE, name="old.toml", today=today)
    assert reading.problems == ()
    (case,) = reading.cases
    (test,) = case.of_kind(Her2Test)
    assert (test.ihc_score, test.ish_ratio) == ("2+", 2.4)
    rules = [query.rule for query in review(case).queries]
    assert rules.count("her2-fields") == 1
    (remark,) = reading.files[0].remarks
    assert (remark.file, remark.line, remark.field) == ("old.toml", 13, "ish_ratio")
    assert "HER2 test of its own" in remark.message
    again = case_file.parse(case_file.write(case), name="new.toml", today=today)
    assert again.cases == (case,)

"""The page on what goes in and out, with the formats as they are declared."""

from timeline.exchange.formats import FORMATS, ExchangeFormat
from timeline.exchange.sheets import LARGEST_TABLE, MOST_COLUMNS, MOST_ROWS

_PAGE = """# Tables in and out

This page is made from the program by `make docs`. `timeline import` takes case files and tables, any
number of them in one step. What a file is, is found by looking: its name is no proof.

{formats}
`--format NAME` settles it where a file could be two of them.

## A laboratory sheet

```sh
printf '%s\\n' 'Studiencode;Datum;CA 19-9 [U/ml];CEA (ng/ml);Name' \\
  'P-1;03.02.2020;1.200;3,4;Doe' 'P-1;02.03.2020;980;5,1;Doe' > labor.csv
timeline import labor.csv --dry-run
timeline import labor.csv --decimals comma
timeline import labor.csv
```

The dry run shows what each column becomes, with samples, and what is asked. A sheet may be long (a
result in a row) or wide (a test in each column, or a date in each column), with rows above the names,
a row of units and one of limits below them, flags, times, reference ranges and comments. Amounts are
read as reports write them: `<0.6`, `12,5 U/mL H`, `haemolysed`.

**Nothing with two readings is read in silence.** The order of the parts of a date, the sign before
decimals and the unit are settled once for a column:

- `03/04/2024`: by another date of the column that has one order, which is told (`25/03/2024`), else by
  `--dates day-first` or `month-first`. A date of the column that has the other order is then refused.
- `1.050`: by another number that has one reading (`12,5`), else by `--decimals point` or `comma`.
- A unit that some values of a column state and others do not: by `--unit COLUMN=UNIT`. Where nothing
  states a unit, none is stored.
- A column of numbers that no catalogue has: `--test COLUMN` or `--leave-out COLUMN`.
- A flag beside several tests, or two columns for one field: one of them is left out, or told in a
  mapping.
- Whose values they are, where no column holds study codes: `--patient CODE`. Which test, where none is
  named: `--analyte NAME`.

Columns that look like names, birth dates, hospital numbers or addresses are never read. Study codes
that look like names or hospital numbers are asked about; `--patient-column NAME` says that they are
codes. An encoding that is neither UTF-8 nor UTF-16 is asked: `--encoding windows-1252`.

In a workbook a cell is what it shows: Excel makes `Mar-19` the first of March, shows it as a month,
and it is stored as a month. `1905-06-27` is refused, since Excel shows the year 2005 so. Formulas are
not read.

## The mapping

How the columns become fields is saved beside the registry as TOML, and found again by the header: next
month's file asks nothing. `--save-mapping FILE` writes it somewhere else, in a dry run too, to be read,
changed and given back with `--mapping FILE`.

```toml
format = "laboratory"
source = "labor"                 # under which the registry finds the rows again
header = ["Studiencode", "Datum", "CA 19-9 [U/ml]"]

[[record]]
kind = "result"
# given = {{patient = "P-1"}}      # what holds for every row
# when = {{Typ = ["Blut"]}}        # only rows with one of these words in a column

[[record.column]]
header = "Studiencode"
field = "patient"

[[record.column]]
header = "Datum"
field = "date"
# dates = "day first"

[[record.column]]
header = "CA 19-9 [U/ml]"
field = "amount"                 # or any field of the record, or "range"
decimals = "comma"
given = {{analyte = "CA19-9", unit = "U/mL"}}
```

A column without a `field` is not read. Columns with equal `given` make one record: a test and its flag.
What is about one file only, such as whose values a sheet without study codes holds, is not saved: it is
asked of each file. What is said on the command line goes before what was saved.

## Files of other systems

```sh
printf '%s\\t' PATIENT_ID START_DATE STOP_DATE EVENT_TYPE TREATMENT_TYPE > data_timeline_treatment.txt
printf 'AGENT\\nG-7\\t-74\\t-40\\tTreatment\\tMedical Therapy\\tcisplatin\\n' >> data_timeline_treatment.txt
timeline import data_timeline_treatment.txt --day-zero 'first sample'
```

The timelines of a study and its tables of patients and samples go in together. They count days; what happened on
day 0 is asked, and not taken for the diagnosis. Treatments, operations, radiotherapy, laboratory tests,
specimens, adverse events, diagnoses and statuses become records, in any spelling of their types, as
they are delivered. An event of another type comes back. Where stops lie
on the day of the start or the day after, `--short-stops stated` or `unknown` says what that means.

FHIR bundles of any type, single resources and phenopackets are read part by part: patients, conditions,
observations, procedures, drugs that were given (an order is none), diseases, regimens, treatments, radiotherapy
measurements, features and samples. Partial dates stay partial, an age counts from birth in completed years; a dose of -99
or Unknown is none, and what was entered in error, cancelled or not done is no fact. Whatever is not read
of a part that is read is named, by its path and how often. Domains of SDTM (EX, CM, AE, overall responses
of RS with who judged, tumours of TU, measurements of TR) go in as files of their own. A part of another
kind comes back as a refused row.

Tables of studies have a row for each drug, response, event or patient: ADaM (ADSL, ADRS, ADTTE; a part of
a date that was filled in, as ADTF says, is not known), drug administrations and published lines, the
tables of the mCODE extraction framework, and those from which swimlanes are drawn. Where they count time
and do not say in what, `--time-unit months` does; 2.2 months lie between two months and three, and stay
beside the date as stated. A column that says more than a record has a field for is kept as a note; one
of which nothing is known is named. Requests, appointments and encounters come back.

**Lines of therapy are proposed, never made.** Drugs are stored as delivered. Where a patient has no lines,
those that the drugs suggest are shown with the reason for each number (PMC8548977, table 5; gap and
window are settings), and `--accept-lines` stores them, marked as assumed, with their drugs.

In a flat export of REDCap the first column is the patient, and the columns of REDCap's own are no part
of a record: instances may be renumbered. Instruments with dates and tests are read as laboratory sheets
are, and those of a project that this program made come back whole; dictionaries, checkboxes and other
instruments need a mapping by hand so far.

## What is stored, and what comes back

Good rows are stored in one transaction, which `undo` takes back. The others come back beside the file
as `FILE.rejects.csv`: the same columns, the line, and what is wrong. Mend them there and import that
file. The command then ends with 1.

The dry run compares with what is stored, by patient: records that are added, changed (with old and new
value), as before, left alone, and to be decided. The key of a row is its source, the patient, the date
and what it is about, never the number of the row:

- A row that says the same is the same, wherever it stands in the next file.
- A lone row with another value, or another stop, is a change, which needs `--reason`. Several with one key are asked
  about (`--alike`). Two rows of one file with one key are two facts.
- A row that is gone is listed and stays, and so is a patient in no row of the newer file.
- What a colleague corrected since stays; what both changed is asked (`--both-changed`).
- A value that was typed in, or that another source states, is not doubled where it says the same, and
  asked about where it is like it.

Every record names the file with its hash (a source of its kind), and sheet, line and column;
`timeline history` shows them.

## Own tables

```sh
timeline template -o templates
```

writes an empty table for each kind of record, as CSV and as sheets of one workbook, which offers the
words of each vocabulary and says at each name what belongs there; `fields.csv` says it for the CSV
files. Fill what you need. The file, or the sheet, is called as the kind is (`therapy_line.csv`), or its
columns fit one kind only. `patient` is the study code. An `id` is a name that stays the same, by which
other rows refer to this one; without it none is needed. Lists are separated by `;`. Dates are written as
everywhere ([Entering a case](entry.md)). Several files about one patient go in together.

## Out

```sh
timeline import cases/*.toml
timeline export GBC-90 -o case.toml
timeline export GBC-90 --format csv --as-recorded -o tables
timeline export --all --de-identified -o cohort.xlsx
```

Without `--format`, `.csv` and `.xlsx` are own tables, an ending that other systems share asks for the
name, and all else is a case file: as recorded that is the registry's own form, which holds everything
and can be merged back. Any other format asks whether the cases leave as recorded or de-identified: with
months instead of dates, other codes and ids, and only words that are known to be safe. What has no
place in a format is printed, and listed in `not-written.csv`. A text is never a formula.

```sh
timeline export --all --format cbioportal --de-identified -o study
timeline export GBC-90 --format fhir --as-recorded -o bundle.json
timeline export GBC-90 --format phenopacket --as-recorded -o packet.json
timeline export --all --format redcap --as-recorded -o project
timeline export --all --format sdtm --as-recorded -o domains
```

- **cBioPortal**: a study with a timeline for each kind of record, patients and samples. Its days are
  whole ones since day 0, which is month 0 of the pictures and is named in `DAY_ZERO`: a month stands on
  its 15th, a year on 1 July, a window on its middle, and `START_DATE_ISO` and `STOP_DATE_ISO` hold what
  is recorded (`2017-09`, or `M18` in a case that counts). Further columns hold every other field. What
  has no day stands in `unplaced.txt`, which cBioPortal does not load.
- **FHIR**: one bundle of R4, a resource for each record, `Basic` where FHIR has no other. No profile is
  claimed. Days, months and years stay what they are; what an element cannot hold, such as a window,
  stands in an extension of ours, and the element says that it is absent.
- **Phenopacket**: one for each patient, version 2, with the case file attached. A month is the interval
  of its days. The schema demands dose, schedule and days together, so a drug without one of them has no
  dates, and dated radiotherapy is a procedure; terms without an ontology keep their words.
- **REDCap**: `dictionary.csv` makes the project, `data.csv` is imported into it. Each kind of record is
  an instrument that repeats; a date is text as recorded, and a day of REDCap's kind where all of it is
  known.
- **SDTM**: `dm`, `ex`, `cm`, `ae`, `rs` and `lb` as CSV, with ISO dates that may lack parts. Other kinds
  of record and other fields have no variable, and are listed.

FHIR, phenopackets and SDTM have no place for a time that counts months from an event: a de-identified
case, and one without a calendar, leaves without dates there, and each of them is listed. `import` reads
these files again: of a study the timelines, `data_clinical_patient.txt` and `unplaced.txt`, of a project
`data.csv`, of SDTM all but `dm.csv`. A case from cBioPortal, FHIR or REDCap is then as it was, but for
what the list names.

This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute,
Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost
under the license at http://loinc.org/license.

## What is refused

Files larger than {megabytes} MB, more than {rows:,} rows or {columns:,} columns, workbooks that
unpack to more than people fill, cells far outside the sheet, NUL characters and two encodings in one
file are refused before anything is read.
"""  # noqa: E501 - lines of the page


def exchange_page() -> str:
    """The page, in Markdown."""
    rows = [
        f"| `{f.name}` | {f.title} | {_ways(f)} | {', '.join(f.endings)} | "
        f"{f.cannot_hold} |"
        for f in FORMATS
    ]
    head = [
        "| Name | Format | Goes | Files | What it cannot hold |",
        "|---|---|---|---|---|",
    ]
    return _PAGE.format(
        formats="\n".join([*head, *rows]) + "\n",
        megabytes=LARGEST_TABLE // 1_000_000,
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
    )


def _ways(each: ExchangeFormat) -> str:
    """Whether a format goes in, out or both; case files go in, too."""
    goes_in = each.reader or each.name == "case"
    return " and ".join(
        filter(None, ("in" if goes_in else "", "out" if each.writer else ""))
    )

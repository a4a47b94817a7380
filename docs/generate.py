"""Writes the pages of docs/ that are made from the declarations."""

import json
from pathlib import Path

from timeline.exchange.dictionary import dictionary_page
from timeline.exchange.json_schema import json_schema

DOCS = Path(__file__).parent


def main() -> None:
    """Write the data dictionary and the JSON Schema of case files."""
    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    (DOCS / "case-file.schema.json").write_text(schema + "\n", encoding="utf-8")
    (DOCS / "case-files.md").write_text(dictionary_page(), encoding="utf-8")


if __name__ == "__main__":
    main()

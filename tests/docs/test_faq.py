"""The messages that the answers quote are those of the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _texts() -> Iterator[str]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_quoted_message_is_one_of_the_program() -> None:
    page = (ROOT / "docs" / "faq.md").read_text(encoding="utf-8")
    quoted = [line[2:] for line in page.splitlines() if line.startswith("> ")]
    assert len(quoted) > 15
    texts = "\n".join(_texts())
    for message in quoted:
        for part in message.split("..."):
            assert part.strip() in texts, message


RAISED = {"RegistryError", "UnknownRecordError", "OutputError", "FileRefusedError"}


def test_every_error_on_a_file_or_a_registry_says_what_to_do() -> None:
    silent = []
    for room in ("registry", "exchange", "cli"):
        for path in sorted((ROOT / "src/timeline" / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Raise) or not isinstance(
                    node.exc, ast.Call
                ):
                    continue
                name = getattr(node.exc.func, "id", "")
                given = {keyword.arg for keyword in node.exc.keywords}
                if name in RAISED and "hint" not in given:
                    silent.append(f"{path.name}:{node.lineno}")
    assert silent == []

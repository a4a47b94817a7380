"""A visit of a page by a real browser."""

import json
import re
import subprocess
from pathlib import Path

_BROWSER = "not an origin"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--enable-logging=stderr",
    "--virtual-time-budget=6000",
    "--window-size=1200,1800",
)


DRIVEN = '<meta name="driven">'
"""What stands in a page that a test drives, in place of the page's own policy."""


def driven(page: str, script: str) -> str:
    """The page with a script of the test, which runs once the picture is drawn.

    The page's policy forbids any script but its own, so it is taken out here; other
    tests see that it is there.
    """
    free = re.sub(r"<meta http-equiv=[^>]*>", DRIVEN, page)
    later = f"<script>setTimeout(() => {{ {script} }}, 1500);</script></body>"
    return free.replace("</body>", later)


class Visit:
    """What a browser made of a page."""

    def __init__(self, browser: Path, path: Path, folder: Path) -> None:
        log = folder / "net.json"
        done = subprocess.run(
            [
                str(browser),
                *_FLAGS,
                f"--user-data-dir={folder / 'profile'}",
                f"--log-net-log={log}",
                "--dump-dom",
                path.as_uri(),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        self.dom = done.stdout
        self.console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
        self.addresses = _addresses(log)

    @property
    def labels(self) -> set[str]:
        """Texts of the picture, without their own markup."""
        texts = re.findall(r"<text[^>]*>(.*?)</text>", self.dom, re.DOTALL)
        plain = {re.sub(r"<[^>]+>", "", text) for text in texts}
        return {text.replace("\u00a0", " ").strip() for text in plain}


def _addresses(log: Path) -> set[str]:
    """Addresses that the page asked for over a network.

    The browser has requests of its own, such as for updates, which have no page as
    their initiator; the host rules keep those from leaving.
    """
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    asked = [event.get("params", {}) for event in events]
    urls = {
        str(params["url"])
        for params in asked
        if "url" in params and params.get("initiator", _BROWSER) != _BROWSER
    }
    return {url for url in urls if url.startswith(("http:", "https:", "ws:", "wss:"))}

"""The command line. Heavy modules are imported inside the commands that use them."""

from timeline.cli.app import main

__all__ = ["main"]

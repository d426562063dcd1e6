"""The operator's commands. `duespark --help` lists them; docs/operate/running.md tells when to use which."""

from duespark.cli.commands import main

__all__ = ["main"]

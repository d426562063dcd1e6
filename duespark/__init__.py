"""DueSpark: open-source software that gets people paid."""

__version__ = "0.1.0"

"""DueSpark."""

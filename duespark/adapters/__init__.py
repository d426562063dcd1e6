"""Talks to the outside: one folder per outside system, its wire format and a faithful fake, nothing of ours."""

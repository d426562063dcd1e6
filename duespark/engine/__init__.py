"""Decides. Pure values and functions: no database, no network, no clock, no randomness; standard library only."""

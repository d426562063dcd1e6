"""Exchange rates: one port, kept by the European Central Bank, Open Exchange Rates and XE.

`source_for` in `sources.py` gives the one a name asks for. The faithful fakes of all three are servers of the tests
(`tests/adapters/fx_rates/servers.py`).
"""

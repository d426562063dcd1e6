"""How a supply is taxed: where, by whom, and what the invoice must say about it.

`decide.py` is the way in; `supply.py` holds the facts, `decision.py` the answer. `supply_of_goods.py` and
`supply_of_services.py` find where the supply is taxed, `local.py` and `abroad.py` who charges the tax there, `outside.py`
what sellers outside the EU do, `margin_scheme.py` and `relief.py` what takes its place. The law they quote stands as data
in `place_of_supply.py`, `reverse.py`, `wording.py` and `law.py`.
"""

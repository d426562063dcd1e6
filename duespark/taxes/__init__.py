"""Which taxes a company may charge on a day: builds the engine's tax context.

Tables: none yet; rates are the engine's dated tables of law.
Events: none.
"""

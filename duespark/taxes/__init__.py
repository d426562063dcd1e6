"""How a company's sales are taxed: its own rules and registrations, and from them the engine's tax context.

Tables: tax_rules, tax_registrations, tax_id_checks.
Events: TaxRuleAdded, TaxRuleChanged, TaxRuleEnded, TaxRuleRemoved, TaxRegistrationAdded, TaxRegistrationChanged,
TaxRegistrationRemoved, TaxIdChecked.
Verbs: add, change, end and remove a rule, import rules; add, change and remove a registration; keep the check of a
client's tax number. `decide_tax` says how a sale is taxed; drafts, previews and issue ask it.

The law of countries is the engine's; what is stored here is what only the company knows.
"""

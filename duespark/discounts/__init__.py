"""What the organization takes off by rule: for a quantity, for a client, for a code, for a while.

Tables: discount_rules, discount_rule_clients. Events: DiscountRuleAdded, DiscountRuleChanged, DiscountRuleArchived.
Verbs: rules (add, change), archive (and restore), apply (to a draft), move (reaction to merged clients). The engine decides
what a document earns (`engine.invoice.discounts`) and a draft takes it over; what was issued never looks at a rule again.
"""

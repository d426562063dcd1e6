"""What is sold: items with prices, bundles of items, prices agreed with single clients, and lines made of them.

Tables: items, item_prices, item_parts, contract_prices.
Events: ItemCreated, ItemContractPriceAgreed.
Verbs: create, update, archive (and restore), import; agree, change and cancel a contract price.

An item is a source of values. A line takes them over when it is added; no document ever reads the catalog again.
"""

"""The demo organization: eighteen months of plausible business, made by a seeded generator through the real verbs.

Everything in it is fictional and lives on example.com. `story` decides what happens and when (pure, seeded);
`load` lets it happen: the organization's test clock moves from day to day while invoices are issued, sent, reminded
and paid like anywhere else. Mail goes to the local mailbox, so the demo is not offered where real mail is set up.
"""

"""Quotes and proformas: what the client answered, until when they hold, and what was made of them.

Tables: quote_answers. The answer stands beside the quote, which never changes; that a quote has expired is derived.
Events: QuoteAccepted, QuoteRejected, QuoteConverted, QuoteReplaced.
Verbs: answer (by the client on the public page, or by hand), convert (an invoice or proforma, whole or in part; a deposit
invoice), revise (a new quote that replaces it), notify (a mail to the seller).
"""

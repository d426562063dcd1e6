"""Hands documents to people: mails with the PDF, receipts, and the public link a client opens.

Tables: deliveries, public_links, link_views, amendment_answers.
Events: DeliverySent, DeliveryFailed, DeliveryUnsure, DeliveryCancelled, PublicLinkViewed, AmendmentAnswered.
Verbs: send (an invoice), post (anything, for reminders too), job (`delivery.send`), receipt, again (retry, resolve),
cancel, links, visit, amendments. The state of a delivery is that of its row in `sends`; it is stored nowhere else.
"""

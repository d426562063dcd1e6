"""Hands documents to people: mails with the PDF, receipts, and the public link a client opens.

Tables: deliveries, public_links, link_views, amendment_answers.
Events: DeliverySent, DeliveryFailed, DeliveryUnsure, DeliveryCancelled, PublicLinkViewed, AmendmentAnswered.
Verbs: send (an invoice), post (anything, for reminders too), job (`delivery.send`), receipt, again (retry, resolve),
cancel, links, visit, amendments. `password` keeps that of a locked PDF while its message is under way. The state of a delivery is that of its row in `sends`; it is stored nowhere else.
"""

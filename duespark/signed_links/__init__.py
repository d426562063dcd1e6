"""Signed links to one document: printed as codes, put into mails, or made by hand, to pay it and to check it.

Tables: signed_links. No events of its own: whoever opens one is counted as looking at the public page.
Verbs: `printed.printed_links` (what the codes of a print say), `mailed.mail_link`, `make.make_payment_link`,
`revoke.revoke_payment_link`, `open.open_link`, `forget`. What a link may be used for is decided when it is opened, from the
document as it then stands; see decision 0031.
"""

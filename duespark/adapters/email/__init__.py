"""E-mail: one message shape, sent by SMTP or kept in the local mailbox, the faithful fake that people can read.

`transport()` gives the one the settings ask for; `mailbox.find_mails` and `mailbox.get_mail` read what was kept.
"""

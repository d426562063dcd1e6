"""People's own words in Liquid: the one sandbox for texts on paper, source templates and mails.

`sandbox` fills a source with facts, within limits; `facts` are those of a frozen document, `reference` names and explains
them; `check` says before anything is saved what is wrong, and where.
"""

"""Templates: a list of blocks as data, standard ones and an organization's own, with versions.

Tables: templates, template_versions, template_designs, template_defaults, issued_designs.
Verbs: create, change, publish, roll_back, assign; freeze follows each issue.
"""

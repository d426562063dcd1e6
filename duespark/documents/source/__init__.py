"""Source templates: HTML, CSS and Liquid that a person writes. Everything of them that is interpreted runs confined.

`facts` is what they may name, `clean` what may stay of them, `page` the document around them, `child` the process that does it,
`draw` how the rest of the program asks for it.
"""

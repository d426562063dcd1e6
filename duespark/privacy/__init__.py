"""The rights of the people in the books: what of a client is erased at its request, what the law keeps, and who stops it.

Tables: legal_holds, client_erasures, retention_settings, retention_plans. Event: `ClientErased`.
`holds` places and releases legal holds, `preview` says what an erasure would do and until when the rest must be kept,
`erase` does it. `retention` is how long a company keeps its documents; `sweep` announces and erases, day by day, those that
`due` finds no law keeps any more, and `erase_document` takes one out of everywhere.
"""

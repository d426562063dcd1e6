"""Server CPU per request of the API, beside a bare program that sends the same SQL statements and does no more."""

"""The live preview of a draft as somebody edits it: exact pages through the API."""

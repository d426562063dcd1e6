"""The engine's calculation beside a loop that only multiplies and rounds."""

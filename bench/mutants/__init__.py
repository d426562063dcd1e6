"""Changes the engine's code one operator at a time and counts the changes no test notices."""

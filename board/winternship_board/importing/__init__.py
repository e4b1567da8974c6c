"""Files of many rows: read whatever Excel made, tell all that is wrong, show what would happen, do it, undo it."""

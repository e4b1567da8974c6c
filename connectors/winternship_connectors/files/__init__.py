"""Placements as files that another system picks up: columns as the school maps them, whole or only what changed."""

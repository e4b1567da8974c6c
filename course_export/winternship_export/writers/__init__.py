"""One module a format, each with the same signature: ``write(course, options, losses) -> files``, pure."""

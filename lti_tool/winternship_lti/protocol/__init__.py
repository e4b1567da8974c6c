"""LTI 1.3 for a tool, apart from any framework so that it can be read beside the specification."""

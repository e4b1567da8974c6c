"""Pages for a browser: what SCORM, cmi5 and the web site have in common."""

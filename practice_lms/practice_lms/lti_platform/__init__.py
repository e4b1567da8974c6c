"""The LMS side of LTI: what lti-consumer-xblock needs from the LMS it is in, and how a launch begins."""

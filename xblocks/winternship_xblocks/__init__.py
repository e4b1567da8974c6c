"""The activities of the course, each written once as an XBlock and run by any host that speaks the XBlock API."""

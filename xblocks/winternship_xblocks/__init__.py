"""The activities of the course, each written once as an XBlock, for any host that speaks the XBlock API."""

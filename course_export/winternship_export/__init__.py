"""The curriculum written for the LMS people have: OLX, Moodle backup, Common Cartridge, SCORM, QTI, EPUB, PDF."""

"""The standalone service: an LTI 1.3 tool that hosts XBlocks for Moodle, Canvas, Open edX and every other LMS."""

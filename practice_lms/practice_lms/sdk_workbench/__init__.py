"""The xblock-sdk workbench with its known faults mended, so that a block behaves here as in an LMS."""

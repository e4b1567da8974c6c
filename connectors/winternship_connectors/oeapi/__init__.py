"""Placements to a student information system over the Open Education API; experimental."""

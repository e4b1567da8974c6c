"""What DUO has registered of a school's placements beside what the board has; only reading, nothing is sent."""

"""Short messages about placements to other systems and rooms; no names of people."""

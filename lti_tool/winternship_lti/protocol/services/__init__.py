"""So that each service of a platform can be read apart: what is asked, and what an answer means."""

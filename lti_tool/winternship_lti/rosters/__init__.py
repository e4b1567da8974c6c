"""Who is in the course, asked of the platform for as long as a page is made; we keep no list of people [NRPS]."""

"""OneRoster 1.2: a system of the school reads its placements as rosters. We are the provider, for GET only."""

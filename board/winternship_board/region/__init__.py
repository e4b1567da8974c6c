"""A made-up region, to show and try the board with: nobody and nothing in it exists."""

"""Files that are read in: mirrors winternship_board.importing."""

"""What every block needs and none owns: requests checked, people told apart, words, pages, grades, paper."""

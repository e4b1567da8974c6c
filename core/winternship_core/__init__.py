"""What the project knows, apart from every host so that each gives the same answer: no Django, no network."""

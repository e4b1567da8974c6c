"""The screens of an administrator of a school: a connection made step by step, tried, watched and mended."""

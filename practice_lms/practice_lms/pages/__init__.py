"""The pages of the practice LMS: server-rendered HTML and one small script for the frame."""

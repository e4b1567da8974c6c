"""A course as a book: pages in reading order, for an e-book and for print alike."""

from winternship_export.book.making import make_book
from winternship_export.book.page import Book, Layout, Page

__all__ = ["Book", "Layout", "Page", "make_book"]

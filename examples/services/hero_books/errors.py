"""The application errors of hero_books: positive codes, as Hero services use."""

from pjrpc.server.exceptions import TypedError


class BookNotFound(TypedError):
    """Say that a workspace has no book of that name."""

    CODE = 1001
    MESSAGE = "Book not found"


class BookExists(TypedError):
    """Say that a workspace has a book of that name already."""

    CODE = 1002
    MESSAGE = "Book already exists"


class PageNotFound(TypedError):
    """Say that a book has no page of that name."""

    CODE = 1003
    MESSAGE = "Page not found"


class PageDuplicate(TypedError):
    """Say that a new book names two of its pages alike."""

    CODE = 1004
    MESSAGE = "Page name is used twice"

"""The code that every exported client carries; its source is copied, not imported.

A document's types share the module with it. So every name here begins with `_`, is kept
from types (`names.RESERVED_CLASS_NAMES`) or makes way for them, and builtins that begin
with a capital are written `builtins.OSError`.
"""

"""Export a service as single files that need nothing but the standard library.

For hosts that keep `{service}_client.py`, `{service}_interface.py` and `{service}.hash`
in one folder, where a package cannot be installed.
"""

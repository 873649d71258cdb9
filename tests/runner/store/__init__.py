"""The play store."""

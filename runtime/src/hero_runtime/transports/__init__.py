"""Carry request bodies to a service and bring its answers back."""

"""Programs with and without mistakes, and what a type checker says about them."""

"""Send, collect, show and export the spans of plays."""

"""Turn a sentence into a checked script and a result.

`pipeline` is the order of the stages; each stage has a module. What the stages need of
the world comes through `Backend`: a play's, or a recording of one.
"""

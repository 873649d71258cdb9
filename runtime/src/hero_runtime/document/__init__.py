"""Read an OpenRPC document as the generator does: names, order, texts, digests.

The generator imports these modules, so that a client made from a live document cannot
disagree with the generated one. They shape what is generated: a change here changes
the digest of the generator.
"""

"""Say for each code what class it has and why: the table of all judgements.

A schema that admits less than before is harmless where callers receive, because they
know every value that can still come, and breaking where they send. One that admits more
is the other way round. Where only half of that holds, the table says so by code.
"""

from __future__ import annotations

from hero_generator.changes.values import Direction, Kind

Judgement = tuple[Kind, str]

_REFUSED = "what callers send today may be refused"
_UNKNOWN = "callers may receive what they do not know"
_ACCEPTED = "everything that callers send today is still accepted"
_KNOWN = "callers know every value that can still come"
_IGNORED = "callers ignore fields that they do not know"
_TEXT = "it is said differently; what may be sent and received is the same"

_NARROWED = ((Kind.BREAKING, _REFUSED), (Kind.COMPATIBLE, _KNOWN))
_WIDENED = ((Kind.COMPATIBLE, _ACCEPTED), (Kind.BREAKING, _UNKNOWN))
_CHANGED = ((Kind.BREAKING, _REFUSED), (Kind.BREAKING, _UNKNOWN))
_DOCUMENTED = ((Kind.DOCUMENTATION, _TEXT), (Kind.DOCUMENTATION, _TEXT))

# Code of a difference of schemas to its judgement where sent, and where received.
SCHEMA_RULES: dict[str, tuple[Judgement, Judgement]] = {
    "type-changed": _CHANGED,
    "type-narrowed": _NARROWED,
    "type-widened": _WIDENED,
    "enum-value-removed": _NARROWED,
    "enum-value-added": _WIDENED,
    "constraint-added": _NARROWED,
    "constraint-tightened": _NARROWED,
    "constraint-removed": _WIDENED,
    "constraint-loosened": _WIDENED,
    "constraint-changed": _CHANGED,
    "tuple-changed": _CHANGED,
    "reference-changed": _CHANGED,
    "property-removed": (
        (Kind.BREAKING, "callers may send it, and the service no longer knows it"),
        (Kind.BREAKING, "callers that read it no longer get it"),
    ),
    "property-added": (
        (Kind.COMPATIBLE, "callers may leave it out"),
        (Kind.COMPATIBLE, _IGNORED),
    ),
    "required-property-added": (
        (Kind.BREAKING, "callers made from the old document leave it out"),
        (Kind.COMPATIBLE, _IGNORED),
    ),
    "property-now-required": (
        (Kind.BREAKING, "callers that leave it out are refused"),
        (Kind.COMPATIBLE, "callers that can do without it always get it"),
    ),
    "property-now-optional": (
        (Kind.COMPATIBLE, "callers that send it still may"),
        (Kind.BREAKING, "callers that count on it may not get it"),
    ),
    "extra-properties-refused": (
        (Kind.BREAKING, "callers that send other fields are refused"),
        (Kind.COMPATIBLE, _KNOWN),
    ),
    "extra-properties-allowed": (
        (Kind.COMPATIBLE, _ACCEPTED),
        (Kind.COMPATIBLE, _IGNORED),
    ),
    "default-changed": (
        (Kind.BREAKING, "the same call, without the value, now means something else"),
        (Kind.COMPATIBLE, "it only says what a value that is absent means"),
    ),
    "default-added": (
        (Kind.COMPATIBLE, "callers that leave it out still may"),
        (Kind.COMPATIBLE, "it only says what a value that is absent means"),
    ),
    "default-removed": (
        (Kind.COMPATIBLE, "callers that leave it out still may"),
        (Kind.COMPATIBLE, "it only says what a value that is absent means"),
    ),
    "deprecated": (
        (Kind.COMPATIBLE, "it still works, and callers are asked to move away"),
        (Kind.COMPATIBLE, "it still works, and callers are asked to move away"),
    ),
    "described": _DOCUMENTED,
}

# Code of a change of the document or a method to its judgement.
RULES: dict[str, Judgement] = {
    "method-removed": (Kind.BREAKING, "callers of it fail"),
    "method-renamed": (Kind.BREAKING, "callers of the old name fail"),
    "method-added": (Kind.COMPATIBLE, "nobody calls it yet"),
    "parameter-removed": (
        Kind.BREAKING,
        "callers may send it, and the service no longer knows it",
    ),
    "parameter-renamed": (Kind.BREAKING, "callers that name it fail"),
    "parameter-respelled": (
        Kind.DOCUMENTATION,
        "it is sent by position, and has the same name in Python",
    ),
    "parameter-added": (Kind.COMPATIBLE, "callers may leave it out"),
    "required-parameter-added": (
        Kind.BREAKING,
        "callers made from the old document leave it out",
    ),
    "parameters-moved": (
        Kind.BREAKING,
        "callers that send by position send other values in its place",
    ),
    "parameter-now-required": (Kind.BREAKING, "callers that leave it out are refused"),
    "parameter-now-optional": (Kind.COMPATIBLE, "callers that send it still may"),
    "structure-narrowed": (
        Kind.BREAKING,
        "parameters sent the other way are no longer read",
    ),
    "structure-widened": (Kind.COMPATIBLE, "the way of today is still read"),
    "result-removed": (Kind.BREAKING, "callers wait for an answer that never comes"),
    "result-added": (Kind.COMPATIBLE, "callers that await no answer still may"),
    "error-removed": (Kind.BREAKING, "code that catches it no longer does"),
    "error-renumbered": (Kind.BREAKING, "code that tells errors by their code fails"),
    "error-added": (
        Kind.COMPATIBLE,
        "callers meet it as an error of the service, as any error not declared",
    ),
    "type-removed": (Kind.BREAKING, "code that imports the type by its name fails"),
    "servers-changed": (
        Kind.COMPATIBLE,
        "where a service answers is for its callers to set",
    ),
    "deprecated": (
        Kind.COMPATIBLE,
        "it still works, and callers are asked to move away",
    ),
    "effect-changed": (
        Kind.COMPATIBLE,
        "calls stay the same; what tools may do with them unasked does not",
    ),
    "described": (Kind.DOCUMENTATION, _TEXT),
    "reordered": (Kind.DOCUMENTATION, "the order of methods says nothing"),
    "unused": (Kind.DOCUMENTATION, "no method uses it"),
}


def judge(code: str, direction: Direction) -> Judgement:
    """Return the class of a difference of schemas, and why, for one direction."""
    return SCHEMA_RULES[code][0 if direction is Direction.SENT else 1]

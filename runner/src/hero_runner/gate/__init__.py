"""Check scripts against the clients they are granted, before anything of them runs.

The stages are bounds on size and text, `ast.parse`, a policy on imports and on what is
dynamic, and a type check against the committed clients. `docs/gate.md` lists the codes
of findings.
"""

from hero_runner.gate.check import (
    check_flows,
    check_script,
    check_scripts,
    find_imported_grants,
)
from hero_runner.gate.findings import Finding, GateReport
from hero_runner.gate.grants import Grant, GrantNotFound, find_grant, list_grants
from hero_runner.gate.process import CheckerUnavailable

__all__ = (
    "CheckerUnavailable",
    "Finding",
    "GateReport",
    "Grant",
    "GrantNotFound",
    "check_flows",
    "check_script",
    "check_scripts",
    "find_grant",
    "find_imported_grants",
    "list_grants",
)

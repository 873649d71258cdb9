"""The one socket of a script: every call on it is checked, bounded and recorded."""

from hero_runner.broker.approvals import Approvals, Question
from hero_runner.broker.broker import Broker, Endpoint
from hero_runner.broker.policy import Budget, Policy, Rule
from hero_runner.broker.records import CallRecord, read_recording, write_recording
from hero_runner.broker.replay import Divergence, ReplayingBroker

__all__ = [
    "Approvals",
    "Broker",
    "Budget",
    "CallRecord",
    "Divergence",
    "Endpoint",
    "Policy",
    "Question",
    "ReplayingBroker",
    "Rule",
    "read_recording",
    "write_recording",
]

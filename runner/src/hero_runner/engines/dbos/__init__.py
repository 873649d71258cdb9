"""Run plays of many machines: DBOS keeps their steps and queues in PostgreSQL.

DBOS lives in a process of its own, the keeper. The process of a flow imports none of
it and asks the keeper over an inherited socket. A play has one keeper for itself;
the plays of a worker share theirs. Only `keeper` and `launch` import DBOS for that,
and `control` for the rest.
"""

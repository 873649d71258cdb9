# SERVICE: union_externally_tagged
# SUMMARY: Case: run
# SOCKET: none known
# from union_externally_tagged_client import UnionExternallyTagged; client = UnionExternallyTagged()
# AsyncUnionExternallyTagged has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

Command: TypeAlias = CommandStart | CommandStop | Literal["Status"]

class CommandStart(Model):
    start: CommandStartStart

class CommandStartStart(Model):
    id: int

class CommandStop(Model):
    stop: CommandStopStop

class CommandStopStop(Model):
    id: int

class UnionExternallyTagged(Client):
    def run(self, command: Command) -> Command: ...

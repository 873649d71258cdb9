# SERVICE: union_externally_tagged
# SUMMARY: Case: run
# SOCKET: none known
# from union_externally_tagged_client import UnionExternallyTagged, CommandStart; union_externally_tagged_api = UnionExternallyTagged()

from typing import Literal

from hero_runtime import Client, Model

class CommandStart(Model):
    start: CommandStartStart

class CommandStartStart(Model):
    id: int

class CommandStop(Model):
    stop: CommandStopStop

class CommandStopStop(Model):
    id: int

Command = CommandStart | CommandStop | Literal["Status"]

class UnionExternallyTagged(Client):
    def run(self, command: Command) -> Command: ...

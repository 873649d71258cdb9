"""Do what a sentence asks for, with all services that have a client here."""

from typing import Literal

from hero_runner import flow
from hero_runner.agent.playing import play_agent
from hero_runner.agent.result import AgentResult


@flow(
    description="Write, check and run a script for a task that is given in words.",
    inputs={
        "prompt": "What is to be done.",
        "services": "Services to choose from; all that are installed if empty.",
        "max_retries": "Scripts that may be tried after the first.",
        "plan": "Run against a mock and show the calls instead of making them.",
        "approve": "Id of a play that planned: make its changes, and no others.",
        "sandbox": "Another sandbox than that of the settings.",
    },
)
def service_agent_v3(
    prompt: str = "",
    services: list[str] | None = None,
    max_retries: int = 3,
    plan: bool = False,
    approve: str = "",
    sandbox: Literal["bubblewrap", "none"] | None = None,
) -> AgentResult:
    """Go through library, select, write, gate, execute, debug and summarise."""
    return play_agent(
        prompt,
        services or [],
        max_retries,
        plan=plan,
        approve=approve,
        sandbox=sandbox,
    )

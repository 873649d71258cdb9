"""Do what a sentence asks for, with one service."""

from hero_runner import flow
from hero_runner.agent.playing import play_agent
from hero_runner.agent.result import AgentResult


@flow(
    description="Write, check and run a script for a task with one named service.",
    inputs={
        "service": "The service to use.",
        "prompt": "What is to be done.",
        "max_retries": "Scripts that may be tried after the first.",
        "plan": "Run against a mock and show the calls instead of making them.",
    },
)
def single_service_agent(
    service: str, prompt: str, max_retries: int = 3, plan: bool = False
) -> AgentResult:
    """Be `service_agent_v3` without the choice of services."""
    return play_agent(prompt, [service], max_retries, plan=plan)

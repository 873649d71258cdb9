# grants: hero_agent_manager
# expect: unknown-argument: public_key pubkey: str
from hero_agent_manager_client import HeroAgentManager

client = HeroAgentManager("http://localhost:8000")
agent = client.get(public_key="abc")  # here
print(agent.services)

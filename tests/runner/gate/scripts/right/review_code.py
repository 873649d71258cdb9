# grants: simple_rpc_ai_backend
from simple_rpc_ai_backend_client import ExecuteAIRequestAiOptions, SimpleRpcAiBackend

CODE = "print(eval(input()))"
ORDER = {"low": 0, "medium": 1, "high": 2, "critical": 3}

client = SimpleRpcAiBackend()
review = client.security_review(CODE)
found = review.vulnerabilities or []
found.sort(key=lambda item: ORDER[item.severity or "low"], reverse=True)
for item in found:
    print(item.severity, item.line, item.description)
options = ExecuteAIRequestAiOptions(provider="anthropic", max_tokens=200)
answer = client.execute_ai_request(CODE, "code_quality", ai_options=options)
print(answer.analysis, (answer.tokens_used or 0) * 2)

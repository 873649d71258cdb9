"""Names of span attributes, environment variables and exit codes, in one place.

The attributes follow OpenTelemetry's semantic conventions for RPC and generative
AI, which are both still in development: another set of names is another `VERSION`.
"""

from typing import Final, Literal, TypeAlias, get_args

VERSION: Final = 1

Kind: TypeAlias = Literal["flow", "step", "rpc", "llm", "subflow", "other"]
"""What a span stands for."""
KINDS: Final[tuple[str, ...]] = get_args(Kind)

Status: TypeAlias = Literal[
    "running", "pending", "ok", "failed", "cancelled", "replayed", "lost"
]
"""What became of a span.

`pending` waits for an answer, `replayed` took its result from an earlier attempt,
and the process of one that is `lost` ended before the span did.
"""

RPC_SYSTEM: Final = "rpc.system.name"
RPC_METHOD: Final = "rpc.method"
RPC_SERVICE: Final = "rpc.service"
RPC_ARGUMENTS: Final = "hero.rpc.arguments"
RPC_RESULT: Final = "hero.rpc.result"
ERROR_TYPE: Final = "error.type"

OPERATION: Final = "gen_ai.operation.name"
PROVIDER: Final = "gen_ai.provider.name"
REQUEST_MODEL: Final = "gen_ai.request.model"
RESPONSE_MODEL: Final = "gen_ai.response.model"
INPUT_TOKENS: Final = "gen_ai.usage.input_tokens"
OUTPUT_TOKENS: Final = "gen_ai.usage.output_tokens"
COST: Final = "hero.cost"
"""US dollars as a decimal string, such as "0.0021": sums stay exact."""

CHILD_PLAY: Final = "hero.play.child"
PLAY: Final = "hero.play.id"
FLOW: Final = "hero.flow.name"
FLOW_VERSION: Final = "hero.flow.version"
STEP_KEY: Final = "hero.step.key"

TEXT_LIMIT: Final = 4096
"""Most bytes of an argument, a result or a tag that a span keeps."""

SPAN_SOCKET: Final = "HERO_FLOW_SPAN_SOCK"
PARENT_SPAN: Final = "HERO_FLOW_PARENT_SPAN"
FLOW_INPUT: Final = "HERO_FLOW_INPUT"
PLAY_VARIABLE: Final = "HERO_PLAY_ID"
PARENT_PLAY: Final = "HERO_PARENT_PLAY"
JOB_VARIABLE: Final = "HERO_PROC_JOB_ID"
FLOW_FOLDERS: Final = "HERO_FLOWS"
HOME_VARIABLE: Final = "HERO_RUNNER_HOME"

EXIT_DONE: Final = 0
EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_RESUME: Final = 75
EXIT_INTERRUPTED: Final = 130
EXIT_TERMINATED: Final = 143

# SERVICE: hero_aibroker
# SUMMARY: One door to many language models.
# SOCKET: hero_aibroker/rpc.sock, hero_aibroker/chat/rpc.sock
# from hero_aibroker_client import HeroAibroker, ChatMessage; hero_aibroker_api = HeroAibroker()

from typing import Any, Literal

from hero_runtime import Client, Model, RemoteError
from hero_runtime.values import Bytes

ChatRole = Literal["system", "user", "assistant", "tool"]
ToolType = Literal["function"]
AudioFormat = Literal["mp3", "wav", "opus", "flac"]
ModelKind = Literal["chat", "embedding", "rerank", "speech", "transcription", "image"]

class ChatMessage(Model):
    role: ChatRole
    content: str | None
    name: str | None = None
    tool_call_id: str | None = None
    tool_calls: list[ToolCall] = []

class ToolCall(Model):
    id: str
    type: ToolType
    function: ToolCallFunction

class ToolCallFunction(Model):
    name: str
    arguments: str

class Tool(Model):
    type: ToolType
    function: ToolFunction

class ToolFunction(Model):
    name: str  # ~ ^[a-zA-Z0-9_-]{1,64}$
    description: str | None = None
    parameters: dict[str, Any] = {}

class ResponseFormat(Model):
    type: Literal["text", "json_object", "json_schema"]
    json_schema: dict[str, Any] | None = None

class ProviderPreferences(Model):
    order: list[str] | None = None
    only: list[str] | None = None
    ignore: list[str] | None = None
    allow_fallbacks: bool = True
    sort: Literal["price", "throughput", "latency"] | None = None
    max_price: PriceLimit | None = None

class PriceLimit(Model):
    prompt: float | None = None
    completion: float | None = None

class ChatResponse(Model):
    id: str | None = None
    object: str | None = None
    created: int | None = None
    model: str | None = None
    provider: str | None = None
    choices: list[ChatChoice] | None = None
    usage: Usage | None = None

class ChatChoice(Model):
    index: int | None = None
    message: ChatAnswer | None = None
    finish_reason: str | None = None

class ChatAnswer(Model):
    role: ChatRole | None = None
    content: str | None = None
    tool_calls: list[ToolCall] | None = None

class Usage(Model):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    total_tokens: int | None = None
    cost: float | None = None

class CompletionResponse(Model):
    id: str | None = None
    model: str | None = None
    choices: list[CompletionChoice] | None = None
    usage: Usage | None = None

class CompletionChoice(Model):
    index: int | None = None
    text: str | None = None
    finish_reason: str | None = None

class EmbedResponse(Model):
    model: str | None = None
    data: list[Embedding]
    usage: Usage | None = None

class Embedding(Model):
    index: int
    embedding: list[float]

class RerankResponse(Model):
    model: str | None = None
    results: list[RerankResult]

class RerankResult(Model):
    index: int
    relevance_score: float

class Speech(Model):
    audio_base64: Bytes
    format: AudioFormat

class Transcription(Model):
    text: str
    language: str | None = None

class VerboseTranscription(Model):
    text: str
    language: str | None = None
    segments: list[TranscriptionSegment]
    duration_seconds: float | None = None

class TranscriptionSegment(Model):
    start: float
    end: float
    text: str

class ImageResponse(Model):
    images: list[Image]
    usage: Usage | None = None

class Image(Model):
    url: str | None = None
    base64: Bytes | None = None

class Model_(Model):
    id: str
    name: str | None = None
    kind: ModelKind | None = None
    context_length: int | None = None

class ModelDetails(Model):
    id: str
    name: str | None = None
    kind: ModelKind | None = None
    context_length: int | None = None
    pricing: Pricing | None = None
    providers: list[str] | None = None

class Pricing(Model):
    prompt: float | None = None
    completion: float | None = None

class BillingRecord(Model):
    id: str
    model: str
    user: str | None = None
    usage: Usage | None = None
    cost: float
    created_at: int

class Provider(Model):
    name: str
    enabled: bool
    healthy: bool | None = None
    cooldown_until: int | None = None

class InvalidParams(RemoteError): ...
class TheUpstreamProviderRefusedTheKey(RemoteError): ...
class NoCreditsLeftAtTheUpstream(RemoteError): ...
class TheUpstreamProviderForbidsTheRequest(RemoteError): ...
class ModelNotFound(RemoteError): ...
class TooManyRequests(RemoteError): ...
class TheUpstreamProviderFailed(RemoteError): ...
class NoUpstreamProviderIsAvailable(RemoteError): ...

class HeroAibroker(Client):
    def ai_chat(
        self,
        model: str,
        messages: list[ChatMessage],
        *,
        temperature: float | None = None,
        max_tokens: int | None = None,
        top_p: float | None = None,
        stop: list[str] | None = None,
        seed: int | None = None,
        tools: list[Tool] | None = None,
        response_format: ResponseFormat | None = None,
        stream: bool = False,
        provider: ProviderPreferences | None = None,
        user: str | None = None,
    ) -> ChatResponse:
        """Answer a conversation (temperature 0.0..2.0, max_tokens >= 1, top_p 0.0..1.0,
        stop <= 4 items); raises InvalidParams, TheUpstreamProviderRefusedTheKey,
        NoCreditsLeftAtTheUpstream, TheUpstreamProviderForbidsTheRequest,
        TooManyRequests, TheUpstreamProviderFailed, NoUpstreamProviderIsAvailable
        """

    def ai_completions(
        self,
        model: str,
        prompt: str,
        *,
        max_tokens: int | None = None,
        temperature: float | None = None,
    ) -> CompletionResponse:
        """Continue a text (max_tokens >= 1, temperature 0.0..2.0); raises
        TheUpstreamProviderRefusedTheKey, NoCreditsLeftAtTheUpstream,
        TheUpstreamProviderForbidsTheRequest, TooManyRequests,
        TheUpstreamProviderFailed, NoUpstreamProviderIsAvailable
        """

    def ai_stream_cancel(self, stream_id: str) -> bool:
        """write: Cancel a streaming answer"""

    def ai_embed(
        self, model: str, input: list[str], *, dimensions: int | None = None
    ) -> EmbedResponse:
        """Compute the vectors of texts (dimensions >= 1); raises
        TheUpstreamProviderRefusedTheKey, NoCreditsLeftAtTheUpstream,
        TheUpstreamProviderForbidsTheRequest, TooManyRequests,
        TheUpstreamProviderFailed, NoUpstreamProviderIsAvailable
        """

    def ai_rerank(
        self, model: str, query: str, documents: list[str], *, top_n: int | None = None
    ) -> RerankResponse:
        """Order documents by how well they fit a query (top_n >= 1); raises
        TheUpstreamProviderRefusedTheKey, NoCreditsLeftAtTheUpstream,
        TheUpstreamProviderForbidsTheRequest, TooManyRequests,
        TheUpstreamProviderFailed, NoUpstreamProviderIsAvailable
        """

    def ai_tts(
        self,
        model: str,
        text: str,
        *,
        voice: str = "default",
        format: AudioFormat | None = None,
    ) -> Speech:
        """Speak a text; raises TheUpstreamProviderRefusedTheKey,
        NoCreditsLeftAtTheUpstream, TheUpstreamProviderForbidsTheRequest,
        TooManyRequests, TheUpstreamProviderFailed, NoUpstreamProviderIsAvailable
        """

    def ai_transcribe(
        self, model: str, audio_base64: Bytes, *, language: str | None = None
    ) -> Transcription:
        """Write down what is said in a recording; raises
        TheUpstreamProviderRefusedTheKey, NoCreditsLeftAtTheUpstream,
        TheUpstreamProviderForbidsTheRequest, TooManyRequests,
        TheUpstreamProviderFailed, NoUpstreamProviderIsAvailable
        """

    def ai_transcribe_verbose(
        self, model: str, audio_base64: Bytes, *, language: str | None = None
    ) -> VerboseTranscription:
        """Write down what is said in a recording, with times; raises
        TheUpstreamProviderRefusedTheKey, NoCreditsLeftAtTheUpstream,
        TheUpstreamProviderForbidsTheRequest, TooManyRequests,
        TheUpstreamProviderFailed, NoUpstreamProviderIsAvailable
        """

    def ai_image(
        self, model: str, prompt: str, *, n: int = 1, size: str = "1024x1024"
    ) -> ImageResponse:
        """Make images from a prompt (n 1..10, size ~ ^[0-9]+x[0-9]+$); raises
        TheUpstreamProviderRefusedTheKey, NoCreditsLeftAtTheUpstream,
        TheUpstreamProviderForbidsTheRequest, TooManyRequests,
        TheUpstreamProviderFailed, NoUpstreamProviderIsAvailable
        """

    def models_list(self, *, kind: ModelKind | None = None) -> list[Model_]:
        """read: List the models that the broker offers"""

    def models_catalog_get(self, id: str) -> ModelDetails:
        """read: Get a model with its prices and providers; raises ModelNotFound"""

    def billing_unbilled(self, *, limit: int = 100) -> list[BillingRecord]:
        """List the requests that are not billed yet (limit 1..1000)"""

    def billing_mark_billed(self, ids: list[str]) -> int:
        """write: Mark requests as billed"""

    def providers_list(self) -> list[Provider]:
        """read: List the upstream providers"""

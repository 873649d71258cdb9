# SERVICE: hero_aibroker
# SUMMARY: One door to many language models.
# SOCKET: hero_aibroker/rpc.sock, hero_aibroker/chat/rpc.sock
# from hero_aibroker_client import HeroAibroker; client = HeroAibroker()
# AsyncHeroAibroker has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

import builtins
from typing import Any, Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model
from hero_runtime.values import Bytes

ChatRole: TypeAlias = Literal["system", "user", "assistant", "tool"]
ToolType: TypeAlias = Literal["function"]
ResponseFormatType: TypeAlias = Literal["text", "json_object", "json_schema"]
ProviderSort: TypeAlias = Literal["price", "throughput", "latency"]
AudioFormat: TypeAlias = Literal["mp3", "wav", "opus", "flac"]
ModelKind: TypeAlias = Literal[
    "chat", "embedding", "rerank", "speech", "transcription", "image"
]

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
    name: str
    description: str | None = None
    parameters: dict[str, Any] = {}

class ResponseFormat(Model):
    type: ResponseFormatType
    json_schema: dict[str, Any] | None = None

class ProviderPreferences(Model):
    order: list[str] | None = None
    only: list[str] | None = None
    ignore: list[str] | None = None
    allow_fallbacks: bool = True
    sort: ProviderSort | None = None
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
        """Answer a conversation."""

    def ai_completions(
        self,
        model: str,
        prompt: str,
        *,
        max_tokens: int | None = None,
        temperature: float | None = None,
    ) -> CompletionResponse:
        """Continue a text."""

    def ai_stream_cancel(self, stream_id: str) -> bool:
        """Cancel a streaming answer."""

    def ai_embed(
        self, model: str, input: list[str], *, dimensions: int | None = None
    ) -> EmbedResponse:
        """Compute the vectors of texts."""

    def ai_rerank(
        self, model: str, query: str, documents: list[str], *, top_n: int | None = None
    ) -> RerankResponse:
        """Order documents by how well they fit a query."""

    def ai_tts(
        self,
        model: str,
        text: str,
        *,
        voice: str = "default",
        format: AudioFormat | None = None,
    ) -> Speech:
        """Speak a text."""

    def ai_transcribe(
        self, model: str, audio_base64: Bytes, *, language: str | None = None
    ) -> Transcription:
        """Write down what is said in a recording."""

    def ai_transcribe_verbose(
        self, model: str, audio_base64: Bytes, *, language: str | None = None
    ) -> VerboseTranscription:
        """Write down what is said in a recording, with times."""

    def ai_image(
        self, model: str, prompt: str, *, n: int = 1, size: str = "1024x1024"
    ) -> ImageResponse:
        """Make images from a prompt."""

    def models_list(self, *, kind: ModelKind | None = None) -> list[Model_]:
        """List the models that the broker offers."""

    def models_catalog_get(self, id: str) -> ModelDetails:
        """Get a model with its prices and providers."""

    def billing_unbilled(self, *, limit: int = 100) -> list[BillingRecord]:
        """List the requests that are not billed yet."""

    def billing_mark_billed(self, ids: list[str]) -> int:
        """Mark requests as billed."""

    def providers_list(self) -> list[Provider]:
        """List the upstream providers."""

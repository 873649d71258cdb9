"""Types of parameters and results of hero_aibroker. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final, Union

from pydantic import Field

from hero_runtime.values import Bytes

from hero_aibroker_client.models import (
    AudioFormat,
    BillingRecord,
    ChatMessage,
    ChatResponse,
    CompletionResponse,
    EmbedResponse,
    ImageResponse,
    ModelDetails,
    ModelKind,
    Model_,
    Provider,
    ProviderPreferences,
    RerankResponse,
    ResponseFormat,
    Speech,
    Tool,
    Transcription,
    VerboseTranscription,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "ai.chat": {
        "model": Annotated[str, Field(min_length=1)],
        "messages": Annotated[list[ChatMessage], Field(min_length=1)],
        "temperature": Union[Annotated[float, Field(ge=0.0, le=2.0)], None],
        "max_tokens": Union[Annotated[int, Field(ge=1)], None],
        "top_p": Union[Annotated[float, Field(ge=0.0, le=1.0)], None],
        "stop": Annotated[list[str], Field(max_length=4)],
        "seed": Union[int, None],
        "tools": list[Tool],
        "response_format": Union[ResponseFormat, None],
        "stream": bool,
        "provider": Union[ProviderPreferences, None],
        "user": Union[str, None],
    },
    "ai.completions": {
        "model": Annotated[str, Field(min_length=1)],
        "prompt": str,
        "max_tokens": Union[Annotated[int, Field(ge=1)], None],
        "temperature": Union[Annotated[float, Field(ge=0.0, le=2.0)], None],
    },
    "ai.stream.cancel": {"stream_id": Annotated[str, Field(min_length=1)]},
    "ai.embed": {
        "model": Annotated[str, Field(min_length=1)],
        "input": Annotated[list[str], Field(min_length=1)],
        "dimensions": Union[Annotated[int, Field(ge=1)], None],
    },
    "ai.rerank": {
        "model": Annotated[str, Field(min_length=1)],
        "query": Annotated[str, Field(min_length=1)],
        "documents": Annotated[list[str], Field(min_length=1)],
        "top_n": Union[Annotated[int, Field(ge=1)], None],
    },
    "ai.tts": {
        "model": Annotated[str, Field(min_length=1)],
        "text": Annotated[str, Field(min_length=1)],
        "voice": str,
        "format": AudioFormat,
    },
    "ai.transcribe": {
        "model": Annotated[str, Field(min_length=1)],
        "audio_base64": Bytes,
        "language": Union[str, None],
    },
    "ai.transcribe_verbose": {
        "model": Annotated[str, Field(min_length=1)],
        "audio_base64": Bytes,
        "language": Union[str, None],
    },
    "ai.image": {
        "model": Annotated[str, Field(min_length=1)],
        "prompt": Annotated[str, Field(min_length=1)],
        "n": Annotated[int, Field(ge=1, le=10)],
        "size": Annotated[str, Field(pattern="^[0-9]+x[0-9]+$")],
    },
    "models.list": {"kind": Union[ModelKind, None]},
    "models.catalog.get": {"id": Annotated[str, Field(min_length=1)]},
    "billing.unbilled": {"limit": Annotated[int, Field(ge=1, le=1000)]},
    "billing.mark_billed": {"ids": Annotated[list[str], Field(min_length=1)]},
    "providers.list": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "ai.chat": ChatResponse,
    "ai.completions": CompletionResponse,
    "ai.stream.cancel": bool,
    "ai.embed": EmbedResponse,
    "ai.rerank": RerankResponse,
    "ai.tts": Speech,
    "ai.transcribe": Transcription,
    "ai.transcribe_verbose": VerboseTranscription,
    "ai.image": ImageResponse,
    "models.list": list[Model_],
    "models.catalog.get": ModelDetails,
    "billing.unbilled": list[BillingRecord],
    "billing.mark_billed": Annotated[int, Field(ge=0)],
    "providers.list": list[Provider],
}
"""Types of results, by method."""

"""How the servers that people use differ from each other: one file for each, written after its public source."""

from tests.provider_server.dialects.anthropic import ANTHROPIC
from tests.provider_server.dialects.dialect import Dialect, Reply
from tests.provider_server.dialects.litellm import LITELLM
from tests.provider_server.dialects.llama_cpp import LLAMA_CPP
from tests.provider_server.dialects.lm_studio import LM_STUDIO
from tests.provider_server.dialects.ollama import OLLAMA
from tests.provider_server.dialects.server import DialectServer
from tests.provider_server.dialects.vllm import VLLM

LOCAL = (OLLAMA, LLAMA_CPP, LM_STUDIO, VLLM, LITELLM)
"""The servers for models of one's own."""

__all__ = [
    "ANTHROPIC",
    "LITELLM",
    "LLAMA_CPP",
    "LM_STUDIO",
    "LOCAL",
    "OLLAMA",
    "VLLM",
    "Dialect",
    "DialectServer",
    "Reply",
]

import subprocess
import sys

from pydantic import SecretStr

from studyapp.generation.configured_provider import configured_provider
from studyapp.settings import Settings


def settings(*, key: str | None = None, address: str | None = None) -> Settings:
    return Settings(anthropic_api_key=SecretStr(key) if key else None, anthropic_base_url=address, model="test")


def test_without_a_key_or_an_address_cards_are_extracted():
    provider = configured_provider(settings())
    assert (provider.name, provider.model) == ("extractive", None)


def test_a_key_or_an_address_is_enough_for_a_model():
    for given in (settings(key="k"), settings(address="http://127.0.0.1:11434")):
        provider = configured_provider(given)
        assert (provider.name, provider.model) == ("anthropic", "test")


def test_the_sdk_is_not_loaded_for_those_who_have_no_model():
    imports = "import sys, studyapp.generation.configured_provider, studyapp.jobs.kinds.registry"
    code = f"{imports}; sys.exit('anthropic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

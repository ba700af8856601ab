"""A local server with the Messages API, to test the real SDK and to try the product without a key.

In a test:

async with ProviderServer() as server:
    server.then(Behaviour.CUT_OFF, after=3)      # the next call; later calls are answered properly
    ...                                          # ANTHROPIC_BASE_URL=server.url
    assert server.calls[0].count == 10

From a test that is not async: `with in_thread() as server`. By hand: `python -m tests.provider_server --help`.
"""

from tests.provider_server.answering import Call
from tests.provider_server.behaviours import Behaviour, Step
from tests.provider_server.server import ProviderServer, in_thread

__all__ = ["Behaviour", "Call", "ProviderServer", "Step", "in_thread"]

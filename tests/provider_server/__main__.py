"""Try the product without a key.

    python -m tests.provider_server --port 8123 --delay 0.4
    ANTHROPIC_BASE_URL=http://127.0.0.1:8123 studyapp run

Words in the pasted material switch a behaviour for the first call, with a trailing `!` for every call:
`provider:rate_limited:20`, `provider:cut_off:3`, `provider:refusal!`. So does, for whatever comes next,
`curl -d '{"behaviour": "overloaded", "times": 2}' 127.0.0.1:8123/admin/behaviour`; `/admin/calls` tells what was asked.
"""

import argparse
import asyncio
from contextlib import suppress

from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import ProviderServer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--delay", type=float, default=0.4, help="seconds before each card")
    parser.add_argument("--behaviour", type=Behaviour, choices=list(Behaviour), default=Behaviour.OK)
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(ProviderServer(**vars(options))))


async def _serve(server: ProviderServer) -> None:
    async with server:
        print(f"ANTHROPIC_BASE_URL={server.url}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()

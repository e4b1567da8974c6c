"""The one cache of platforms' public keys in this process."""

from __future__ import annotations

import time

from .protocol.fetch import RequestsFetcher
from .protocol.keys import KeyStore

platform_keys = KeyStore(fetcher=RequestsFetcher(), now=time.time)

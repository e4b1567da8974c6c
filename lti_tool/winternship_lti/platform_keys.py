"""The one cache of platforms' public keys in this process."""

from __future__ import annotations

import time

from . import observing
from .protocol.fetch import RequestsFetcher
from .protocol.keys import KeyStore

platform_keys = KeyStore(fetcher=RequestsFetcher(), now=time.time, told=observing.keys_asked)

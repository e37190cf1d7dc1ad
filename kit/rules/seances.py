"""The sessions: rhythm, convocation, quorum, proxies, minutes (R. 121-12-8, CRPA R. 133)."""

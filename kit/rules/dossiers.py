"""The files examined in session: opinion, decision, recusal, length (R. 121-12-7, R. 121-12-9, R. 121-12-10)."""

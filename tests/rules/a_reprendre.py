"""The sentences whose remedy, followed to the letter, does not hold yet, by family: « règle | cas »."""

A_REPRENDRE: dict[str, frozenset[str]] = {
    "composition": frozenset(
        {
            "siege-sans-titulaire | membres",
        }
    ),
}

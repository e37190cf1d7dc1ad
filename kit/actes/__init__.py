"""The papers of a commission: what the files say (`papers`), put in a model that a department may replace (`template`,
`filling`), as OpenDocument (`opendocument`) or as a page to print (`printed`). Only the standard library, and nothing
compressed: the same bytes everywhere."""

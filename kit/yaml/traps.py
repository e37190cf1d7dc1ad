"""The rules of reading: what goes wrong between a keyboard and a YAML file, and the sentence for each.

They need no text of law and no day. `kit.yaml.source` and `kit.yaml.validate` find them; their sheets are in
`kit/rules/lecture`.
"""

from collections.abc import Mapping

from kit.findings.rule import Rule
from kit.yaml import sheets

FAMILY = "lecture"

TRAPS: Mapping[str, Rule] = {trap: sheets.read(FAMILY, trap) for trap in sheets.ids(FAMILY)}

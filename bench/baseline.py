"""The script that people would write instead of the kit: PyYAML's C loader and jsonschema. It knows no rule of law."""

import json
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry


class Loader(yaml.CSafeLoader):
    """A date stays a text, as the schemas want it."""


implicit = yaml.CSafeLoader.yaml_implicit_resolvers.items()
Loader.yaml_implicit_resolvers = {sign: [r for r in found if "timestamp" not in r[0]] for sign, found in implicit}
schemas = {path.name: json.loads(path.read_text()) for path in Path("schemas").glob("*.schema.json")}
registry = Registry().with_contents(schemas.items())
validators = {name.split(".")[0]: Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()}
for path in (path for root in sys.argv[1:] for path in sorted(Path(root).glob("departments/*/*.yaml"))):
    try:
        for error in validators[path.stem].iter_errors(yaml.load(path.read_text(), Loader=Loader)):
            print(path, error.json_path, error.message)
    except yaml.YAMLError as error:
        print(path, error)

"""Builds definitions of several defs.yaml with Dagster and dagster-rocky and prints what they are, as JSON.

Usage: ask_defs_files.py FILES, a JSON file: for each name the path of a defs.yaml, the path of a snapshot, and the number of
the document or null
"""

import json
import sys
from pathlib import Path

from dagster._utils.pydantic_yaml import _parse_and_populate_model_with_annotated_errors
from dagster.components.core.defs_module import ComponentFileModel
from dagster.components.resolved.context import ResolutionContext
from dagster_rocky import RockyComponent
from dagster_shared.yaml_utils import parse_yamls_with_source_position
from pydantic import TypeAdapter


def shown(value):
    return str(getattr(value, "value", value))


def asset(spec):
    return {
        "group": spec.group_name,
        "tags": {k: v for k, v in spec.tags.items() if not k.startswith("dagster/")},
        "kinds": sorted(spec.kinds),
        "owners": sorted(spec.owners),
        "description": spec.description,
        "metadata": {k: shown(v) for k, v in spec.metadata.items() if not k.startswith("dagster-rocky/")},
        "deps": sorted("/".join(d.asset_key.path) for d in spec.deps),
    }


def component(file, number):
    documents = [
        _parse_and_populate_model_with_annotated_errors(
            cls=ComponentFileModel, obj_parse_root=tree, obj_key_path_prefix=[])
        for tree in parse_yamls_with_source_position(Path(file).read_text(encoding="utf-8"), file)
    ]
    ours = [d for d in documents if d.type.endswith(".RockyComponent")]
    chosen = ours[0] if number is None else documents[number]
    attributes = TypeAdapter(RockyComponent.get_model_cls()).validate_python(chosen.attributes or {})
    return RockyComponent.resolve_from_model(ResolutionContext.default(), attributes)


def answer(file, snapshot, number):
    try:
        definitions = component(file, number).build_defs_from_state(None, Path(snapshot))
    except Exception as refusal:
        return {"refused": f"{type(refusal).__name__}: {refusal}"}
    return {"assets": {"/".join(s.key.path): asset(s) for a in definitions.assets for s in a.specs}}


def main(files):
    with open(files, encoding="utf-8") as asked:
        print(json.dumps({name: answer(*arguments) for name, arguments in json.load(asked).items()}))


if __name__ == "__main__":
    main(sys.argv[1])

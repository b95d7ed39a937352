"""Reads a snapshot with the Python peer and prints what it makes of it, as JSON.

Usage: ask_peer.py SNAPSHOT
"""

import json
import sys

import dagster_rocky
from dagster_rocky.types import CompileResult, DagResult, DiscoverResult, OptimizeResult

LOADERS = {"discover": DiscoverResult, "compile": CompileResult, "optimize": OptimizeResult, "dag": DagResult}


def seconds(policy):
    return None if policy is None else int(policy.fail_window.to_timedelta().total_seconds())


def asset(spec, partitions):
    lineage = spec.metadata.get("dagster/column_lineage")
    columns = {} if lineage is None else {
        column: sorted({f"{'/'.join(d.asset_key.path)}#{d.column_name}" for d in deps})
        for column, deps in lineage.deps_by_column.items()
    }
    return {
        "group": spec.group_name,
        "tags": dict(spec.tags),
        "kinds": sorted(spec.kinds),
        "metadata": {k: v for k, v in spec.metadata.items() if k.startswith("rocky/")},
        "deps": sorted(list(d.asset_key.path) for d in spec.deps),
        "freshness": seconds(spec.freshness_policy),
        "granularity": partitions.get(spec.metadata["rocky/node_id"]),
        "columns": columns,
    }


def main(path):
    with open(path, encoding="utf-8") as file:
        state = json.load(file)
    # Every slot must pass the peer's own validation.
    loaded = {slot: LOADERS[slot].model_validate_json(json.dumps(state[slot])) for slot in LOADERS if slot in state}
    dag = loaded["dag"]
    try:
        specs, _ = dagster_rocky.build_dag_specs(dag, translator=dagster_rocky.RockyDagsterTranslator())
    except Exception as refusal:
        print(json.dumps({"refused": str(refusal)}))
        return
    partitions = {n.id: n.partition_shape.granularity for n in dag.nodes if n.partition_shape is not None}
    assets = [[list(s.key.path), asset(s, partitions)] for s in specs]
    # What dagster-rocky itself would write of it: its own slots only, with a default or null for every absent member.
    written = {"dag_status": state["dag_status"]}
    written.update({slot: json.loads(value.model_dump_json(by_alias=True)) for slot, value in loaded.items()})
    print(json.dumps({"slots": sorted(loaded), "assets": assets, "written": written}))


if __name__ == "__main__":
    main(sys.argv[1])

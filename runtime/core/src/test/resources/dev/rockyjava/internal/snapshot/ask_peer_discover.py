"""Builds a snapshot without a graph with the Python peer and prints what it makes of it, as JSON.

Usage: ask_peer_discover.py SNAPSHOT ATTRIBUTES, the attributes of the component as JSON
"""

import json
import sys
from pathlib import Path

import dagster_rocky


def seconds(policy):
    return None if policy is None else int(policy.fail_window.to_timedelta().total_seconds())


def asset(spec):
    partitions = spec.partitions_def
    return {
        "group": spec.group_name,
        "tags": {k: v for k, v in spec.tags.items() if not k.startswith("dagster/")},
        "kinds": sorted(spec.kinds),
        "metadata": {k: str(getattr(v, "value", v)) for k, v in spec.metadata.items()},
        "deps": sorted(list(d.asset_key.path) for d in spec.deps),
        "freshness": seconds(spec.freshness_policy),
        "partitions": None if partitions is None else partitions.schedule_type.value,
    }


def main(path, attributes):
    component = dagster_rocky.RockyComponent(**json.loads(attributes))
    try:
        definitions = component._build_defs_from_discover(None, Path(path))
    except Exception as refusal:
        print(json.dumps({"refused": str(refusal)}))
        return
    built = list(definitions.assets)
    print(json.dumps({
        "assets": [[list(s.key.path), asset(s)] for a in built for s in a.specs],
        "checks": sorted([list(c.asset_key.path), c.name] for a in built for c in a.check_specs),
    }))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

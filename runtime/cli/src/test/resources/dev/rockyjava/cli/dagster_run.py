"""Materializes the asset keys in the arguments by the README's definitions, and prints Dagster's record of it as JSON."""
import json
import sys

import dagster as dg

definitions, partition, *keys = sys.argv[1:]
namespace = {}
exec(open(definitions).read(), namespace)
instance = dg.DagsterInstance.ephemeral()
result = dg.materialize(
    [namespace["warehouse"]],
    instance=instance,
    selection=[dg.AssetKey.from_escaped_user_string(key) for key in keys],
    partition_key=partition or None,
    raise_on_error=False,
)
steps = [event for event in result.all_events if event.is_step_failure]
print(json.dumps({
    "success": result.success,
    "materialized": {
        event.materialization.asset_key.to_user_string(): {
            name: value.value for name, value in event.materialization.metadata.items()
        }
        for event in result.get_asset_materialization_events()
    },
    "partitions": [event.materialization.partition for event in result.get_asset_materialization_events()],
    "checks": [
        [check.asset_key.to_user_string(), check.check_name, check.passed, check.severity.value,
         {name: value.value for name, value in check.metadata.items()}]
        for check in result.get_asset_check_evaluations()
    ],
    "engine_events": [
        entry.dagster_event.engine_event_data.error.message
        for entry in instance.all_logs(result.run_id)
        if entry.is_dagster_event and entry.dagster_event.is_engine_event and entry.dagster_event.engine_event_data.error
    ],
    "logs": [entry.user_message for entry in instance.all_logs(result.run_id) if not entry.is_dagster_event],
    "failures": [event.event_specific_data.error_display_string for event in steps],
}))

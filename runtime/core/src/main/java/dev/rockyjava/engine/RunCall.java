package dev.rockyjava.engine;

import dev.rockyjava.asset.AssetKey;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a run tells the engine about a call. An engine that outlives the program, such as one on other machines, finds by
 * it the call that an earlier program made for the same work of the same run, and its answer.
 *
 * @param runId the id of the run
 * @param asset the asset that the call is made for; of several assets that one call serves, the first
 * @param unit names the work: the same for every call of it in this run
 * @param effect what happens to the rows if the call is repeated, for example because a machine is lost
 * @param again decides whether the work is to be done again, given the answer of an earlier call for it; the supplier
 *     returns that answer, or throws what the call threw
 */
public record RunCall(
        String runId, AssetKey asset, String unit, RowEffect effect, Predicate<Supplier<EngineReply>> again) {}

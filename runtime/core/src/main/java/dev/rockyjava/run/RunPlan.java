package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * What a run will do: the selected assets in execution order, each once, and what is asked of the engine for each.
 * Making a plan asks the engine nothing.
 */
public interface RunPlan {

    /**
     * The moment that decides which partitions are the latest, for all steps and however long the run takes: when the
     * plan was made; of a resumed run when the run began. A run that waits for another one begins after the wait, with a
     * plan of that moment.
     */
    Instant moment();

    /**
     * The steps: the seeds, sources and loads that need no model before all others, then by layer of the whole graph, then
     * by key. A run that does one thing at a time keeps to this order; one
     * that does several begins with those that most depends on.
     */
    List<PlannedStep> steps();

    /**
     * The step of an asset.
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    PlannedStep step(AssetKey key);

    /**
     * Why an asset is in the plan, for people: see {@link AssetSelection#reasons}. Of a run that is resumed, that it
     * was left over.
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    String because(AssetKey key);

    /**
     * The commands that the engine executes for an asset, in their order, each to be typed into a POSIX shell in the
     * folder of the project: the words of {@link RockyEngine#commandLine}, quoted. Those of a step that
     * {@linkplain PlannedStep#sharesWith shares} are executed for the other asset, and not again. By
     * {@link ExecutionMode#PLAN_THEN_APPLY} each is two; {@code <plan-id>} stands for what the first one answers.
     *
     * @return empty if the engine isn't asked for the asset
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    List<String> commandLines(AssetKey key);

    /**
     * The assets of this plan that an asset waits for: its nearest upstream assets, found through assets that are not
     * part of the plan too. A model {@linkplain dev.rockyjava.asset.AssetSpec#readsKnown of unknown reads} waits for the
     * seeds, sources and loads as well. Of several assets that are {@linkplain Materializer#fused built by one call}, the first waits
     * for the upstream of all, and the others for the first. Sorted.
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    SortedSet<AssetKey> waitsFor(AssetKey key);

    /**
     * One line per step: the key, what is done, and what it waits for; below it, indented, which partition is built
     * because none was chosen, and the notes. Commands stand there without the engine's name and global options; {@link #commandLines} has them whole.
     */
    @Override
    String toString();
}

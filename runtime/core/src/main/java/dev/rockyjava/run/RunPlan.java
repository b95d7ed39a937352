package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a run will do: the selected assets in execution order, each once, and what is asked of the engine for each.
 * Making a plan doesn't call the engine.
 */
public interface RunPlan {

    /** Returns the definitions that the plan was made for, with all of their assets. */
    Definitions definitions();

    /**
     * Returns the moment that decides which partitions are the latest, for all steps and however long the run takes:
     * when the plan was made or, for a resumed run, when the run began. A run that waits for another one begins after
     * the wait, with a plan made at that moment.
     */
    Instant moment();

    /**
     * Returns why a run of the plan does nothing although nothing is wrong: the selection asks for what is stale or changed,
     * and nothing is, or only assets that the run would give placeholders, see {@link Materializer#execute}. Empty if
     * there is something to do.
     */
    Optional<String> nothingToDo();

    /**
     * Returns the steps: first the seeds, sources and loads that don't depend on a model, then by layer of the whole
     * graph, then by key. A run without parallelism follows this order; a run with
     * {@linkplain Materializer#parallelism parallelism} starts with the assets that the longest chain of others depends
     * on.
     */
    List<PlannedStep> steps();

    /**
     * Returns the step of an asset.
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    PlannedStep step(AssetKey key);

    /**
     * Returns why an asset is in the plan, as text: see {@link AssetSelection#reasons}. In a resumed run, that it was
     * left over.
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    String because(AssetKey key);

    /**
     * Returns the commands that the engine executes for an asset, in order, each ready to be entered into a POSIX shell
     * in the project's folder: the words of {@link RockyEngine#commandLine}, quoted. The commands of a step that
     * {@linkplain PlannedStep#sharesWith shares} its answers are executed for the other asset, and not again. With
     * {@link ExecutionMode#PLAN_THEN_APPLY} each request has two commands; {@code <plan-id>} stands for the id that the
     * first one returns.
     *
     * @return the commands; empty if the engine isn't asked for the asset
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    List<String> commandLines(AssetKey key);

    /**
     * Returns the assets of this plan that an asset waits for, sorted: its nearest upstream assets, also found through
     * assets that aren't part of the plan. In addition:
     * <ul>
     *   <li>a model {@linkplain dev.rockyjava.asset.AssetSpec#readsKnown of unknown reads} waits for the seeds, sources
     *       and loads;
     *   <li>of several assets that are {@linkplain Materializer#fused built by one call}, the first waits for the
     *       upstream of all of them, and the others wait for the first.
     * </ul>
     *
     * @throws UnknownAssetException if the asset isn't part of the plan
     */
    SortedSet<AssetKey> waitsFor(AssetKey key);

    /**
     * Returns one line per step: the key, what is done, and what it waits for; below it, indented, which partition is
     * built because none was chosen, and the notes. Commands are shown without the engine's name and global options;
     * {@link #commandLines} returns them in full.
     */
    @Override
    String toString();
}

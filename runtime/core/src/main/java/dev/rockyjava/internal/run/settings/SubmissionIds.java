package dev.rockyjava.internal.run.settings;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.RunRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels that identify the calls of a run in {@code rocky history}, and the assets that each call was for. Safe for
 * use by several threads.
 */
public final class SubmissionIds {

    private final String runId;
    private final String run;
    private final Map<AssetKey, List<String>> byAsset = new HashMap<>();
    /** The ids of requests that can serve several assets. */
    private final Map<RunRequest, List<String>> byRequest = new HashMap<>();
    private long count;

    /**
     * Creates the ids of a run.
     *
     * @param resumption how often the run was resumed, 0 for never. Calls are numbered from 1 again after each
     *     resumption
     */
    public SubmissionIds(String runId, int resumption) {
        this.runId = runId;
        this.run = runId + ":" + (resumption == 0 ? "" : "r" + resumption + ".");
    }

    public String runId() {
        return runId;
    }

    /** Returns a new id: the run, the number of the call in it, and the asset or pipeline that it is for. */
    public synchronized String next(AssetKey key, RunRequest request) {
        String about = request instanceof RunRequest.Transformation whole ? whole.pipeline() : key.toString();
        String id = withoutControl(run + ++count + ":" + about);
        byAsset.computeIfAbsent(key, k -> new ArrayList<>(1)).add(id);
        if (request instanceof RunRequest.Replication || request instanceof RunRequest.Transformation) {
            byRequest.computeIfAbsent(request, r -> new ArrayList<>(1)).add(id);
        }
        return id;
    }

    private static String withoutControl(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                return id.replaceAll("\\p{Cc}", "_");
            }
        }
        return id; // nearly always, and a pattern is slow
    }

    /** Records that a call made for another asset also serves this one. */
    public synchronized void share(AssetKey key, RunRequest request) {
        List<String> own = byAsset.computeIfAbsent(key, k -> new ArrayList<>(1));
        byRequest.getOrDefault(request, List.of()).stream().filter(id -> !own.contains(id)).forEach(own::add);
    }

    /** Returns the ids of an asset's calls, in the order of the calls. */
    public synchronized List<String> of(AssetKey key) {
        return List.copyOf(byAsset.getOrDefault(key, List.of()));
    }
}

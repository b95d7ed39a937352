package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.engine.RunRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The labels by which {@code rocky history} tells the calls of a run apart, and whom each call was for. Safe for
 * several threads.
 */
final class SubmissionIds {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String run;
    private final Map<AssetKey, Set<String>> byAsset = new HashMap<>();
    private final Map<RunRequest, List<String>> byRequest = new HashMap<>();
    private long count;

    /**
     * @param resumption 0 for a run that wasn't resumed. It counts its calls anew each time
     */
    SubmissionIds(String runId, int resumption) {
        this.run = runId + ":" + (resumption == 0 ? "" : "r" + resumption + ".");
    }

    /** Our run, the number of the call in it, and the asset or pipeline it is for. */
    synchronized String next(AssetKey key, RunRequest request) {
        String about = request instanceof RunRequest.Transformation whole ? whole.pipeline() : key.toString();
        String id = CONTROL.matcher(run + ++count + ":" + about).replaceAll("_");
        byAsset.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(id);
        byRequest.computeIfAbsent(request, r -> new ArrayList<>()).add(id);
        return id;
    }

    /** A call that was made for another asset serves this one, too. */
    synchronized void share(AssetKey key, RunRequest request) {
        byAsset.computeIfAbsent(key, k -> new LinkedHashSet<>()).addAll(byRequest.getOrDefault(request, List.of()));
    }

    /** Those of an asset, in the order of the calls. */
    synchronized List<String> of(AssetKey key) {
        return List.copyOf(byAsset.getOrDefault(key, Set.of()));
    }
}

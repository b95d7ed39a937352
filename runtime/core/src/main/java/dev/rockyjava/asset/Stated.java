package dev.rockyjava.asset;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a snapshot states about an asset beyond the other members of its {@link AssetSpec}. A text is given as it is,
 * any other value as JSON with sorted members, and a long value as a digest that begins with {@code #}.
 *
 * @param strategy the parameters of the strategy by name, for example {@code unique_key}; without its {@code type}
 * @param others members that this version of the library doesn't know, by slot and name: {@code dag.retention}
 * @param code a digest of each file of the asset, by the file's path relative to the project: of a model its text, its
 *     sidecar, its folder's defaults and its contracts; of a seed its data and its sidecar. Line ends and trailing blanks
 *     don't count; in a seed's data, line ends don't. Also the digest of what {@code rocky.toml} says about the asset's
 *     pipeline, as {@code rocky.toml [pipeline.shop]}: without {@code depends_on}, {@code execution} and
 *     {@code schedule}, variables not substituted. Empty if the snapshot has no digests
 * @param digest a number computed from everything that the snapshot states about the asset, known or not, apart from the
 *     code and {@link VolatileMetadata#MEMBERS}; it differs if the statements differ. 0 without a snapshot
 */
public record Stated(
        SortedMap<String, String> strategy,
        SortedMap<String, String> others,
        SortedMap<String, String> code,
        long digest) {

    /** The value without a snapshot. */
    public static final Stated NOTHING = new Stated(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0);

    public Stated {
        strategy = SpecCollections.map(strategy);
        others = SpecCollections.map(others);
        code = SpecCollections.map(code);
    }
}

package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;

/** How one of the two trees of constants declares its members. */
interface Members {

    /**
     * Writes the constant of an asset.
     *
     * @param modifiers the modifiers with a trailing space; may be empty
     */
    void asset(SourceText out, String modifiers, String name, AssetSpec spec);

    /** Writes the constant of a column of an asset. */
    void column(SourceText out, String modifiers, String name, AssetSpec owner, String column);

    /** Returns what Javadoc calls the members of a holder: {@code The assets under …}. */
    String word();
}

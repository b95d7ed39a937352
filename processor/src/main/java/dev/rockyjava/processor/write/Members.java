package dev.rockyjava.processor.write;

import dev.rockyjava.asset.AssetSpec;

/** How one of the trees of constants declares what is in it. */
interface Members {

    /**
     * Writes the constant of an asset.
     *
     * @param modifiers what stands before the type
     */
    void asset(SourceText out, String modifiers, String name, AssetSpec spec);

    /** Writes the constant of a column of an asset. */
    void column(SourceText out, String modifiers, String name, AssetSpec owner, String column);

    /** What Javadoc calls the things in a holder: {@code The assets under …}. */
    String word();
}

package dev.rockyjava.processor.write;

import com.palantir.javapoet.FieldSpec;
import dev.rockyjava.asset.AssetSpec;

/** How one of the trees of constants declares what is in it. */
interface Members {

    /** The field for an asset; public, static and final is added. */
    FieldSpec.Builder asset(String name, AssetSpec spec);

    /** The field for a column of an asset; public, static and final is added. */
    FieldSpec.Builder column(String name, AssetSpec owner, String column);

    /** What Javadoc calls the things in a holder: {@code The assets under …}. */
    String word();
}

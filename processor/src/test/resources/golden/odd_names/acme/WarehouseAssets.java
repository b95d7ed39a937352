package acme;

import dev.rockyjava.annotation.RockyGenerated;
import dev.rockyjava.asset.TransformationAsset;
import java.lang.String;
import java.lang.SuppressWarnings;

/**
 * The assets of {@link Warehouse}, by the path of their keys.
 */
@RockyGenerated("dev.rockyjava.processor.RockyProcessor")
@SuppressWarnings({"exports", "all"})
public final class WarehouseAssets {
    private WarehouseAssets() {
    }

    /** The assets under record. */
    @RockyGenerated
    public static final class Record {
        private Record() {}

        /** The assets under record/keys. */
        @RockyGenerated
        public static final class Keys_ {
            private Keys_() {}

            /**
             * Transformation <b>gr&#246;&#223;e</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: record/keys/gr&#246;&#223;e
             *   <li>Group: keys
             *   <li>Target: record.keys.gr&#246;&#223;e
             * </ul>
             */
            public static final TransformationAsset GRu00f6u00dfE = TransformationAsset.of("record/keys/gr\u00f6\u00dfe");
        }
    }

    /** The assets under (blank). */
    @RockyGenerated
    public static final class Unnamed {
        private Unnamed() {}

        /** The assets under /wh. */
        @RockyGenerated
        public static final class Wh {
            private Wh() {}

            /**
             * Transformation <b>&#42;/ &#92;u002a/ &#123;&#64;code&#125; U+202E&lt;b&gt;"</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: /wh/&#42;&#92;/ &#92;&#92;u002a&#92;/ &#123;&#64;code&#125; U+202E&lt;b&gt;"
             *   <li>Group: wh
             *   <li>Target: wh.&#42;/ &#92;u002a/ &#123;&#64;code&#125; U+202E&lt;b&gt;"
             * </ul>
             */
            public static final TransformationAsset ____U002A____CODE__u202e_B__ = TransformationAsset.of("/wh/*\\/ \\\\u002a\\/ {@code} \u202e<b>\"");
        }
    }

    /** The assets under wh. */
    @RockyGenerated
    public static final class Wh {
        private Wh() {}

        /** The assets under wh/string. */
        @RockyGenerated
        public static final class String_ {
            private String_() {}

            /**
             * Transformation <b>2024 (load)</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/string/2024 (load)
             *   <li>Group: string
             *   <li>Target: wh.string.2024 (load)
             * </ul>
             */
            public static final TransformationAsset _2024__LOAD_ = TransformationAsset.of("wh/string/2024 (load)");
        }
    }

    /** The keys of all assets as compile-time constants, for annotations. */
    @RockyGenerated
    public static final class Keys {
        private Keys() {}

        /** The keys under record. */
        @RockyGenerated
        public static final class Record {
            private Record() {}

            /** The keys under record/keys. */
            @RockyGenerated
            public static final class Keys_ {
                private Keys_() {}

                /** transformation:gr&#246;&#223;e */
                public static final String GRu00f6u00dfE = "record/keys/gr\u00f6\u00dfe";
            }
        }

        /** The keys under (blank). */
        @RockyGenerated
        public static final class Unnamed {
            private Unnamed() {}

            /** The keys under /wh. */
            @RockyGenerated
            public static final class Wh {
                private Wh() {}

                /** transformation:&#42;/ &#92;u002a/ &#123;&#64;code&#125; U+202E&lt;b&gt;" */
                public static final String ____U002A____CODE__u202e_B__ = "/wh/*\\/ \\\\u002a\\/ {@code} \u202e<b>\"";
            }
        }

        /** The keys under wh. */
        @RockyGenerated
        public static final class Wh {
            private Wh() {}

            /** The keys under wh/string. */
            @RockyGenerated
            public static final class String_ {
                private String_() {}

                /** transformation:2024 (load) */
                public static final String _2024__LOAD_ = "wh/string/2024 (load)";
            }
        }
    }
}

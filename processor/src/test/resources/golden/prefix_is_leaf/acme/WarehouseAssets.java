package acme;

import dev.rockyjava.annotation.RockyGenerated;
import dev.rockyjava.asset.Column;
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

    /** The assets under wh. */
    @RockyGenerated
    public static final class Wh {
        private Wh() {}

        /**
         * Transformation <b>gold</b> of the pipeline marts.
         *
         * <ul>
         *   <li>Key: wh/gold
         *   <li>Group: x
         *   <li>Target: wh.x.gold
         * </ul>
         */
        public static final TransformationAsset GOLD = TransformationAsset.of("wh/gold");

        /** The columns of wh/gold and the assets under wh/gold. */
        @RockyGenerated
        public static final class Gold {
            private Gold() {}

            /** Column <b>id</b>. */
            public static final Column ID = Column.of("wh/gold", "id");

            /**
             * Transformation <b>fct</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/gold/fct
             *   <li>Group: gold
             *   <li>Target: wh.gold.fct
             * </ul>
             */
            public static final TransformationAsset FCT = TransformationAsset.of("wh/gold/fct");

            /** The columns of wh/gold/fct. */
            @RockyGenerated
            public static final class Fct {
                private Fct() {}

                /** Column <b>id</b>. */
                public static final Column ID = Column.of("wh/gold/fct", "id");
            }
        }
    }

    /** The keys of all assets as compile-time constants, for annotations. */
    @RockyGenerated
    public static final class Keys {
        private Keys() {}

        /** The keys under wh. */
        @RockyGenerated
        public static final class Wh {
            private Wh() {}

            /** transformation:gold */
            public static final String GOLD = "wh/gold";

            /** The columns of wh/gold and the keys under wh/gold. */
            @RockyGenerated
            public static final class Gold {
                private Gold() {}

                public static final String ID = "wh/gold/id";

                /** transformation:fct */
                public static final String FCT = "wh/gold/fct";

                /** The columns of wh/gold/fct. */
                @RockyGenerated
                public static final class Fct {
                    private Fct() {}

                    public static final String ID = "wh/gold/fct/id";
                }
            }
        }
    }
}

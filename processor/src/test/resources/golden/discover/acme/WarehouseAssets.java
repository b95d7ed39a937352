package acme;

import dev.rockyjava.annotation.RockyGenerated;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.SourceAsset;
import java.lang.String;
import java.lang.SuppressWarnings;
import java.time.LocalDate;

/**
 * The assets of {@link Warehouse}, by the path of their keys.
 */
@RockyGenerated("dev.rockyjava.processor.RockyProcessor")
@SuppressWarnings({"exports", "all"})
public final class WarehouseAssets {
    private WarehouseAssets() {
    }

    /** The assets under duckdb. */
    @RockyGenerated
    public static final class Duckdb {
        private Duckdb() {}

        /** The assets under duckdb/eu. */
        @RockyGenerated
        public static final class Eu {
            private Eu() {}

            /**
             * Source <b>duckdb/eu/orders</b>.
             *
             * <ul>
             *   <li>Key: duckdb/eu/orders
             *   <li>Group: eu
             * </ul>
             */
            public static final SourceAsset ORDERS = SourceAsset.of("duckdb/eu/orders");
        }
    }

    /** The assets under wh. */
    @RockyGenerated
    public static final class Wh {
        private Wh() {}

        /** The assets under wh/marts. */
        @RockyGenerated
        public static final class Marts {
            private Marts() {}

            /**
             * Transformation <b>daily</b>.
             *
             * <ul>
             *   <li>Key: wh/marts/daily
             *   <li>Group: marts
             *   <li>Target: wh.marts.daily
             *   <li>Strategy: time_interval
             *   <li>Partitions: daily, from 2026-01-01
             * </ul>
             */
            public static final PartitionedAsset<LocalDate> DAILY = PartitionedAsset.daily("wh/marts/daily");
        }
    }

    /** The keys of all assets as compile-time constants, for annotations. */
    @RockyGenerated
    public static final class Keys {
        private Keys() {}

        /** The keys under duckdb. */
        @RockyGenerated
        public static final class Duckdb {
            private Duckdb() {}

            /** The keys under duckdb/eu. */
            @RockyGenerated
            public static final class Eu {
                private Eu() {}

                /** table:shop_eu.orders */
                public static final String ORDERS = "duckdb/eu/orders";
            }
        }

        /** The keys under wh. */
        @RockyGenerated
        public static final class Wh {
            private Wh() {}

            /** The keys under wh/marts. */
            @RockyGenerated
            public static final class Marts {
                private Marts() {}

                /** transformation:daily */
                public static final String DAILY = "wh/marts/daily";
            }
        }
    }
}

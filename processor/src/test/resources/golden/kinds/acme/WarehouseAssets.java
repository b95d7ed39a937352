package acme;

import dev.rockyjava.annotation.RockyGenerated;
import dev.rockyjava.asset.LoadAsset;
import dev.rockyjava.asset.OtherAsset;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.QualityAsset;
import dev.rockyjava.asset.SeedAsset;
import dev.rockyjava.asset.SnapshotAsset;
import dev.rockyjava.asset.SourceAsset;
import dev.rockyjava.asset.TransformationAsset;
import java.lang.String;
import java.lang.SuppressWarnings;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;

/**
 * The assets of {@link Warehouse}, by the path of their keys.
 */
@RockyGenerated("dev.rockyjava.processor.RockyProcessor")
@SuppressWarnings({"exports", "all"})
public final class WarehouseAssets {
    private WarehouseAssets() {
    }

    /**
     * Other <b>events</b> of the pipeline events.
     *
     * <ul>
     *   <li>Key: stream_events
     *   <li>Group: events
     * </ul>
     */
    public static final OtherAsset STREAM_EVENTS = OtherAsset.of("stream_events");

    /** The assets under quality. */
    @RockyGenerated
    public static final class Quality {
        private Quality() {}

        /**
         * Quality <b>checks</b> of the pipeline checks.
         *
         * <ul>
         *   <li>Key: quality/checks
         *   <li>Group: checks
         * </ul>
         */
        public static final QualityAsset CHECKS = QualityAsset.of("quality/checks");
    }

    /** The assets under seed. */
    @RockyGenerated
    public static final class Seed {
        private Seed() {}

        /**
         * Seed <b>days</b>.
         *
         * <ul>
         *   <li>Key: seed/days
         *   <li>Group: default
         * </ul>
         */
        public static final SeedAsset DAYS = SeedAsset.of("seed/days");
    }

    /** The assets under shop. */
    @RockyGenerated
    public static final class Shop {
        private Shop() {}

        /**
         * Load <b>shop (load)</b> of the pipeline shop.
         *
         * <ul>
         *   <li>Key: shop/load
         *   <li>Group: shop
         *   <li>Upstream: shop/source
         *   <li>Downstream: wh/marts/fct
         * </ul>
         */
        public static final LoadAsset LOAD = LoadAsset.of("shop/load");

        /**
         * Source <b>shop (source)</b> of the pipeline shop.
         *
         * <ul>
         *   <li>Key: shop/source
         *   <li>Group: shop
         *   <li>Downstream: shop/load
         * </ul>
         */
        public static final SourceAsset SOURCE = SourceAsset.of("shop/source");
    }

    /** The assets under snapshot. */
    @RockyGenerated
    public static final class Snapshot {
        private Snapshot() {}

        /**
         * Snapshot <b>history</b> of the pipeline history.
         *
         * <ul>
         *   <li>Key: snapshot/history
         *   <li>Group: history
         * </ul>
         */
        public static final SnapshotAsset HISTORY = SnapshotAsset.of("snapshot/history");
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
             * Transformation <b>daily</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/marts/daily
             *   <li>Group: marts
             *   <li>Target: wh.marts.daily
             *   <li>Partitions: daily, from 2026-01-01
             *   <li>Upstream: wh/marts/fct
             * </ul>
             */
            public static final PartitionedAsset<LocalDate> DAILY = PartitionedAsset.daily("wh/marts/daily");

            /**
             * Transformation <b>fct</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/marts/fct
             *   <li>Group: marts
             *   <li>Target: wh.marts.fct
             *   <li>Strategy: merge
             *   <li>Freshness: at most 3600 s old by loaded_at
             *   <li>Upstream: shop/load
             *   <li>Downstream: wh/marts/daily, wh/marts/hourly, wh/marts/monthly, wh/marts/yearly
             * </ul>
             */
            public static final TransformationAsset FCT = TransformationAsset.of("wh/marts/fct");

            /**
             * Transformation <b>hourly</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/marts/hourly
             *   <li>Group: marts
             *   <li>Target: wh.marts.hourly
             *   <li>Partitions: hourly, from 2026-01-01T00
             *   <li>Upstream: wh/marts/fct
             * </ul>
             */
            public static final PartitionedAsset<LocalDateTime> HOURLY = PartitionedAsset.hourly("wh/marts/hourly");

            /**
             * Transformation <b>monthly</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/marts/monthly
             *   <li>Group: marts
             *   <li>Target: wh.marts.monthly
             *   <li>Partitions: monthly, from 2026-01
             *   <li>Upstream: wh/marts/fct
             * </ul>
             */
            public static final PartitionedAsset<YearMonth> MONTHLY = PartitionedAsset.monthly("wh/marts/monthly");

            /**
             * Transformation <b>yearly</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/marts/yearly
             *   <li>Group: marts
             *   <li>Target: wh.marts.yearly
             *   <li>Partitions: yearly, from 2026
             *   <li>Upstream: wh/marts/fct
             * </ul>
             */
            public static final PartitionedAsset<Year> YEARLY = PartitionedAsset.yearly("wh/marts/yearly");
        }
    }

    /** The keys of all assets as compile-time constants, for annotations. */
    @RockyGenerated
    public static final class Keys {
        private Keys() {}

        /** stream:events */
        public static final String STREAM_EVENTS = "stream_events";

        /** The keys under quality. */
        @RockyGenerated
        public static final class Quality {
            private Quality() {}

            /** quality:checks */
            public static final String CHECKS = "quality/checks";
        }

        /** The keys under seed. */
        @RockyGenerated
        public static final class Seed {
            private Seed() {}

            /** seed:days */
            public static final String DAYS = "seed/days";
        }

        /** The keys under shop. */
        @RockyGenerated
        public static final class Shop {
            private Shop() {}

            /** load:shop */
            public static final String LOAD = "shop/load";

            /** source:shop */
            public static final String SOURCE = "shop/source";
        }

        /** The keys under snapshot. */
        @RockyGenerated
        public static final class Snapshot {
            private Snapshot() {}

            /** snapshot:history */
            public static final String HISTORY = "snapshot/history";
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

                /** transformation:fct */
                public static final String FCT = "wh/marts/fct";

                /** transformation:hourly */
                public static final String HOURLY = "wh/marts/hourly";

                /** transformation:monthly */
                public static final String MONTHLY = "wh/marts/monthly";

                /** transformation:yearly */
                public static final String YEARLY = "wh/marts/yearly";
            }
        }
    }
}

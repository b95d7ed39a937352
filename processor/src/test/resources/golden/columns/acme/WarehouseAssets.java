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

        /** The assets under wh/marts. */
        @RockyGenerated
        public static final class Marts {
            private Marts() {}

            /**
             * Transformation <b>fct</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/marts/fct
             *   <li>Group: marts
             *   <li>Target: wh.marts.fct
             *   <li>Upstream: wh/raw/orders
             * </ul>
             */
            public static final TransformationAsset FCT = TransformationAsset.of("wh/marts/fct");

            /** The columns of wh/marts/fct. */
            @RockyGenerated
            public static final class Fct {
                private Fct() {}

                /**
                 * Column <b>order id</b>, made of:
                 *
                 * <ul>
                 *   <li>wh/raw/orders/id (direct)
                 * </ul>
                 */
                public static final Column ORDER_ID = Column.of("wh/marts/fct", "order id");

                /**
                 * Column <b>total</b>, DECIMAL(18,2), made of:
                 *
                 * <ul>
                 *   <li>wh/raw/orders/amount (direct)
                 *   <li>wh/raw/orders/tax (direct)
                 * </ul>
                 */
                public static final Column SUM = Column.of("wh/marts/fct", "total");

                /** Column <b>version</b>, INT64. */
                public static final Column VERSION = Column.of("wh/marts/fct", "version");
            }
        }

        /** The assets under wh/raw. */
        @RockyGenerated
        public static final class Raw {
            private Raw() {}

            /**
             * Transformation <b>orders</b> of the pipeline marts.
             *
             * <ul>
             *   <li>Key: wh/raw/orders
             *   <li>Group: raw
             *   <li>Target: wh.raw.orders
             *   <li>Downstream: wh/marts/fct
             * </ul>
             */
            public static final TransformationAsset ORDERS = TransformationAsset.of("wh/raw/orders");
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

            /** The keys under wh/marts. */
            @RockyGenerated
            public static final class Marts {
                private Marts() {}

                /** transformation:fct */
                public static final String FCT = "wh/marts/fct";

                /** The columns of wh/marts/fct. */
                @RockyGenerated
                public static final class Fct {
                    private Fct() {}

                    public static final String ORDER_ID = "wh/marts/fct/order id";

                    public static final String SUM = "wh/marts/fct/total";

                    public static final String VERSION = "wh/marts/fct/version";
                }
            }

            /** The keys under wh/raw. */
            @RockyGenerated
            public static final class Raw {
                private Raw() {}

                /** transformation:orders */
                public static final String ORDERS = "wh/raw/orders";
            }
        }
    }
}

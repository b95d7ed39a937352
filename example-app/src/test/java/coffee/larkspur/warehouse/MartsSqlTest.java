package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import coffee.larkspur.warehouse.WarehouseAssets.Warehouse.Marts;
import coffee.larkspur.warehouse.WarehouseAssets.Warehouse.Staging;
import dev.rockyjava.junit.RockySandbox;
import dev.rockyjava.junit.RockyTest;
import dev.rockyjava.junit.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the SQL of the marts promises, each in a database of its own with a few rows. */
@RockyTest(project = "rocky")
class MartsSqlTest {

    private static final LocalDate FIRST_OF_MARCH = LocalDate.of(2026, 3, 1);

    @Test
    void cancelledOrdersAreNoRevenue(RockySandbox sandbox) {
        sandbox.given(Marts.FCT_ORDERS, """
            storefront | status    | ordered_at       | bags | order_total_eur
            eu         | paid      | 2026-03-01 10:00 | 2    | 25.50
            eu         | cancelled | 2026-03-01 11:00 | 9    | 99.00
            eu         | delivered | 2026-03-01 12:00 | 1    | 10.00
            uk         | paid      | 2026-03-01 13:00 | 4    | 48.00""");
        sandbox.build(Marts.DAILY_REVENUE, FIRST_OF_MARCH);
        assertThat(sandbox.rows(Marts.DAILY_REVENUE)).isEqualTo(sandbox.table("""
            order_date | storefront | orders | bags | revenue_eur
            2026-03-01 | eu         | 2      | 3    | 35.50
            2026-03-01 | uk         | 1      | 4    | 48.00"""));
    }

    @Test
    void aDayOfRevenueEndsBeforeMidnight(RockySandbox sandbox) {
        sandbox.given(Marts.FCT_ORDERS, """
            storefront | status | ordered_at          | order_total_eur
            eu         | paid   | 2026-02-28 23:59:59 | 1.00
            eu         | paid   | 2026-03-01 00:00:00 | 2.00
            eu         | paid   | 2026-03-01 23:59:59 | 4.00
            eu         | paid   | 2026-03-02 00:00:00 | 8.00""");
        sandbox.build(Marts.DAILY_REVENUE, FIRST_OF_MARCH);
        assertThat(sandbox.rows(Marts.DAILY_REVENUE)).isEqualTo(sandbox.table("""
            order_date | revenue_eur
            2026-03-01 | 6"""));
    }

    @Test
    void aDayThatIsBuiltAgainReplacesOnlyItself(RockySandbox sandbox) {
        sandbox.given(Marts.DAILY_REVENUE, """
            order_date | storefront | revenue_eur
            2026-02-28 | eu         | 70.00
            2026-03-01 | eu         | 1.00""");
        sandbox.given(Marts.FCT_ORDERS, """
            storefront | status | ordered_at       | order_total_eur
            eu         | paid   | 2026-02-28 09:00 | 5.00
            eu         | paid   | 2026-03-01 09:00 | 12.00""");
        sandbox.build(Marts.DAILY_REVENUE, FIRST_OF_MARCH);
        assertThat(sandbox.rows(Marts.DAILY_REVENUE)).isEqualTo(sandbox.table("""
            order_date | storefront | revenue_eur
            2026-02-28 | eu         | 70.00
            2026-03-01 | eu         | 12.00"""));
    }

    @Test
    void anOrderIsTheSumOfItsLines(RockySandbox sandbox) {
        sandbox.given(Staging.STG_ORDERS, Rows.columns(Staging.StgOrders.ORDER_ID, Staging.StgOrders.STATUS)
                .row(1, "paid")
                .row(2, "cancelled")
                .row(3, "paid"));
        sandbox.given(Staging.INT_ORDER_LINES, """
            order_id | line_no | quantity | line_amount_eur
            1        | 1       | 2        | 20.00
            1        | 2       | 1        | 5.50
            2        | 1       | 1        | 7.00""");
        sandbox.build(Marts.FCT_ORDERS);
        // Cancelled orders are kept; the third one has no lines, and so is no order.
        assertThat(sandbox.rows(Marts.FCT_ORDERS)).isEqualTo(sandbox.table("""
            order_id | status    | line_count | bags | order_total_eur
            1        | paid      | 2          | 3    | 25.50
            2        | cancelled | 1          | 1    | 7.00"""));
    }

    @Test
    void vatIsContainedInTheGrossAmount(RockySandbox sandbox) {
        // The countries with their rates are the project's own seed.
        sandbox.given(Staging.STG_INVOICES, """
            invoice_no | issued_on  | gross_amount | country_code
            A-1        | 2026-03-31 | 107.00       | DE
            A-2        | 2026-04-01 | 110.00       | AT
            B-1        | 2026-04-02 | 50.00        | GB
            X-1        | 2026-04-02 | 50.00        | XX""");
        sandbox.build(Marts.FCT_INVOICES);
        assertThat(sandbox.rows(Marts.FCT_INVOICES)).isEqualTo(sandbox.table("""
            invoice_month | invoice_no | country_name   | vat_amount
            2026-03-01    | A-1        | Germany        | 7.00
            2026-04-01    | A-2        | Austria        | 10.00
            2026-04-01    | B-1        | United Kingdom | 0.00"""));
    }

    @Test
    void aMonthOfInvoicesIsReplacedWhole(RockySandbox sandbox) {
        sandbox.given(Marts.FCT_INVOICES, """
            invoice_month | invoice_no | gross_amount
            2026-02-01    | A-0        | 1.00
            2026-03-01    | GONE       | 2.00""");
        sandbox.given(Staging.STG_INVOICES, """
            invoice_no | issued_on  | gross_amount | country_code
            A-1        | 2026-03-31 | 107.00       | DE""");
        sandbox.build(Marts.FCT_INVOICES);
        assertThat(sandbox.rows(Marts.FCT_INVOICES).values(Marts.FctInvoices.INVOICE_NO)).containsExactlyInAnyOrder("A-0", "A-1");
    }

    @Test
    void aPaymentIsBookedOnceWithTheFeeOfItsMethod(RockySandbox sandbox) {
        sandbox.given(Marts.PAYMENT_LEDGER, """
            payment_id | net_eur
            1          | 42.00""");
        sandbox.given(Staging.STG_PAYMENTS, """
            payment_id | invoice_no | method_code | amount | currency | paid_at
            1          | A-1        | card        | 100.00 | EUR      | 2026-03-02 08:00
            2          | A-1        | card        | 100.00 | EUR      | 2026-03-02 08:00
            3          | B-1        | bacs        | 50.00  | GBP      | 2026-03-30 08:00""");
        sandbox.given(Staging.STG_FX_RATES, """
            valid_month | currency | eur_rate
            2026-03-01  | EUR      | 1.0000
            2026-03-01  | GBP      | 1.2000
            2026-04-01  | GBP      | 9.0000""");
        sandbox.build(Marts.PAYMENT_LEDGER);
        assertThat(sandbox.rows(Marts.PAYMENT_LEDGER)).isEqualTo(sandbox.table("""
            payment_id | method_name   | settles_on | gross_eur | fee_eur | net_eur
            1          |               |            |           |         | 42.00
            2          | Card          | 2026-03-04 | 100.00    | 1.40    | 98.60
            3          | Bacs transfer | 2026-04-02 | 60.00     | 0.12    | 59.88"""));
    }

    @Test
    void anInvoiceIsOpenUntilAllOfItIsPaid(RockySandbox sandbox) {
        sandbox.given(Marts.FCT_INVOICES, List.of(
                Map.of("invoice_no", "A-1", "gross_amount", new BigDecimal("100.00")),
                Map.of("invoice_no", "A-2", "gross_amount", new BigDecimal("100.00")),
                Map.of("invoice_no", "A-3", "gross_amount", new BigDecimal("100.00"))));
        sandbox.given(Staging.STG_PAYMENTS, List.of(
                new Payment("A-1", new BigDecimal("60.00")),
                new Payment("A-1", new BigDecimal("40.00")),
                new Payment("A-2", new BigDecimal("60.00"))));
        sandbox.build(Marts.OPEN_RECEIVABLES);
        assertThat(sandbox.rows(Marts.OPEN_RECEIVABLES)).isEqualTo(sandbox.table("""
            invoice_no | paid_amount | open_amount
            A-2        | 60.00       | 40.00
            A-3        | 0           | 100.00"""));
    }

    private record Payment(String invoiceNo, BigDecimal amount) {}

    @Test
    void aCustomerWhoIsGoneFromTheShopStays(RockySandbox sandbox) {
        sandbox.given(Marts.DIM_CUSTOMERS, """
            customer_id | full_name   | country_name | customer_since
            1           | Ada Old     | Germany      | 2025-01-01
            2           | Bob Deleted | France       | 2025-01-02""");
        sandbox.given(Staging.STG_CUSTOMERS, """
            customer_id | full_name | country_code | created_at
            1           | Ada New   | AT           | 2026-05-05 10:00
            3           | Cy        |              | 2026-05-06 10:00""");
        sandbox.build(Marts.DIM_CUSTOMERS);
        assertThat(sandbox.rows(Marts.DIM_CUSTOMERS)).isEqualTo(sandbox.table("""
            customer_id | full_name   | country_name | customer_since
            1           | Ada New     | Austria      | 2025-01-01
            2           | Bob Deleted | France       | 2025-01-02
            3           | Cy          | null         | 2026-05-06"""));
    }

    @Test
    void kilogramsAreTheWeightOfTheBags(RockySandbox sandbox) {
        sandbox.given(Marts.DIM_PRODUCTS, """
            sku | origin   | roast  | bag_grams
            ET1 | Ethiopia | light  | 250
            ET2 | Ethiopia | light  | 1000
            BR1 | Brazil   | medium | 500""");
        sandbox.given(Staging.INT_ORDER_LINES, Rows.columns("sku", "quantity", "line_amount_eur", "ordered_at")
                .row("ET1", 4, new BigDecimal("40.00"), LocalDateTime.of(2026, 3, 1, 9, 0))
                .row("ET2", 1, new BigDecimal("30.00"), LocalDateTime.of(2026, 3, 31, 9, 0))
                .row("ET1", 1, new BigDecimal("10.00"), LocalDateTime.of(2026, 4, 1, 9, 0))
                .row("BR1", 1, new BigDecimal("12.50"), LocalDateTime.of(2026, 4, 1, 9, 0)));
        sandbox.build(Marts.SALES_BY_ORIGIN);
        assertThat(sandbox.rows(Marts.SALES_BY_ORIGIN)).isEqualTo(sandbox.table("""
            sales_month | origin   | roast  | bags | revenue_eur | kilograms
            2026-03-01  | Ethiopia | light  | 5    | 70.00       | 2
            2026-04-01  | Ethiopia | light  | 1    | 10.00       | 0.25
            2026-04-01  | Brazil   | medium | 1    | 12.50       | 0.5"""));
    }

    @Test
    void aCustomersValueLeavesOutCancelledOrders(RockySandbox sandbox) {
        sandbox.given(Marts.DIM_CUSTOMERS, """
            customer_id | full_name
            1           | Ada
            2           | Bob""");
        sandbox.given(Marts.FCT_ORDERS, """
            order_id | customer_id | status    | ordered_at       | order_total_eur
            1        | 1           | paid      | 2026-03-01 10:00 | 10.00
            2        | 1           | delivered | 2026-03-05 10:00 | 10.01
            3        | 1           | cancelled | 2026-03-09 10:00 | 99.00
            4        | 2           | cancelled | 2026-03-09 10:00 | 99.00""");
        sandbox.build(Marts.CUSTOMER_LIFETIME_VALUE);
        assertThat(sandbox.rows(Marts.CUSTOMER_LIFETIME_VALUE)).isEqualTo(sandbox.table("""
            full_name | orders | first_order_at   | last_order_at    | revenue_eur | average_order_eur
            Ada       | 2      | 2026-03-01 10:00 | 2026-03-05 10:00 | 20.01       | 10.01"""));
    }
}

WITH totals AS (
  SELECT
    l.order_id,
    COUNT(*) AS line_count,
    SUM(l.quantity) AS bags,
    SUM(l.line_amount_eur) AS order_total_eur
  FROM warehouse.staging.int_order_lines AS l
  GROUP BY l.order_id
)
SELECT
  o.order_id,
  o.storefront,
  o.customer_id,
  o.status,
  o.ordered_at,
  t.line_count,
  t.bags,
  t.order_total_eur
FROM warehouse.staging.stg_orders AS o
JOIN totals AS t ON t.order_id = o.order_id

WITH versions AS (
  SELECT order_id, line_no, sku, quantity, unit_price, updated_at
  FROM warehouse.lake_shop__eu.order_items
  UNION ALL
  SELECT order_id, line_no, sku, quantity, unit_price, updated_at
  FROM warehouse.lake_shop__uk.order_items
)
SELECT
  v.order_id,
  v.line_no,
  v.sku,
  v.quantity,
  v.unit_price,
  v.updated_at
FROM versions AS v
QUALIFY ROW_NUMBER() OVER (PARTITION BY v.order_id, v.line_no ORDER BY v.updated_at DESC) = 1

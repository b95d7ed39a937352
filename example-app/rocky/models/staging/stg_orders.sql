WITH versions AS (
  SELECT 'eu' AS storefront, order_id, customer_id, status, currency, ordered_at, updated_at
  FROM warehouse.lake_shop__eu.orders
  UNION ALL
  SELECT 'uk' AS storefront, order_id, customer_id, status, currency, ordered_at, updated_at
  FROM warehouse.lake_shop__uk.orders
)
SELECT
  v.order_id,
  v.storefront,
  v.customer_id,
  v.status,
  v.currency,
  v.ordered_at,
  v.updated_at
FROM versions AS v
QUALIFY ROW_NUMBER() OVER (PARTITION BY v.order_id ORDER BY v.updated_at DESC) = 1

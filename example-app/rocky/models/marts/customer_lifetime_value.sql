WITH spending AS (
  SELECT
    o.customer_id,
    COUNT(*) AS orders,
    MIN(o.ordered_at) AS first_order_at,
    MAX(o.ordered_at) AS last_order_at,
    SUM(o.order_total_eur) AS revenue_eur
  FROM warehouse.marts.fct_orders AS o
  WHERE o.status <> 'cancelled'
  GROUP BY o.customer_id
)
SELECT
  c.customer_id,
  c.full_name,
  c.country_name,
  s.orders,
  s.first_order_at,
  s.last_order_at,
  s.revenue_eur,
  CAST(ROUND(s.revenue_eur / s.orders, 2) AS DECIMAL(12, 2)) AS average_order_eur
FROM warehouse.marts.dim_customers AS c
JOIN spending AS s ON s.customer_id = c.customer_id

-- The engine puts the day's bounds in place of the two dates; the upper one is
-- not included.
SELECT
  CAST(o.ordered_at AS DATE) AS order_date,
  o.storefront,
  COUNT(*) AS orders,
  SUM(o.bags) AS bags,
  SUM(o.order_total_eur) AS revenue_eur
FROM warehouse.marts.fct_orders AS o
WHERE o.ordered_at >= @start_date
  AND o.ordered_at < @end_date
  AND o.status <> 'cancelled'
GROUP BY 1, 2

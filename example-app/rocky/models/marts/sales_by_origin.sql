SELECT
  CAST(DATE_TRUNC('month', l.ordered_at) AS DATE) AS sales_month,
  p.origin,
  p.roast,
  SUM(l.quantity) AS bags,
  SUM(l.line_amount_eur) AS revenue_eur,
  SUM(l.quantity * p.bag_grams) / 1000 AS kilograms
FROM warehouse.staging.int_order_lines AS l
JOIN warehouse.marts.dim_products AS p ON p.sku = l.sku
GROUP BY 1, 2, 3

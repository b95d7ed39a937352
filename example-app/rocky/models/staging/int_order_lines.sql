-- Order lines with money in one currency, at the rate of the month of the order.
SELECT
  i.order_id,
  i.line_no,
  o.storefront,
  i.sku,
  i.quantity,
  i.quantity * i.unit_price AS line_amount,
  o.currency,
  f.eur_rate,
  CAST(ROUND(i.quantity * i.unit_price * f.eur_rate, 2) AS DECIMAL(12, 2)) AS line_amount_eur,
  o.ordered_at
FROM warehouse.staging.stg_order_items AS i
JOIN warehouse.staging.stg_orders AS o ON o.order_id = i.order_id
JOIN warehouse.staging.stg_fx_rates AS f
  ON f.currency = o.currency AND f.valid_month = DATE_TRUNC('month', o.ordered_at)

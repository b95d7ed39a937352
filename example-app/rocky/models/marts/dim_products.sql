SELECT
  p.sku,
  p.product_name,
  p.origin,
  p.roast,
  p.bag_grams,
  p.list_price_eur,
  CAST(ROUND(p.list_price_eur * 1000 / p.bag_grams, 2) AS DECIMAL(10, 2)) AS eur_per_kg
FROM warehouse.staging.stg_products AS p

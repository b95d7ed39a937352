SELECT
  p.sku,
  TRIM(p.product_name) AS product_name,
  p.origin,
  p.roast,
  CAST(p.bag_grams AS INTEGER) AS bag_grams,
  CAST(p.list_price_eur AS DECIMAL(10, 2)) AS list_price_eur
FROM warehouse.landing.price_list AS p

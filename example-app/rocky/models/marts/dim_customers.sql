SELECT
  c.customer_id,
  c.full_name,
  c.email,
  n.country_name,
  n.storefront,
  c.newsletter,
  CAST(c.created_at AS DATE) AS customer_since,
  c.updated_at
FROM warehouse.staging.stg_customers AS c
LEFT JOIN warehouse.seeds.countries AS n ON n.country_code = c.country_code

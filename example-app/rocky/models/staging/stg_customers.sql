-- The copy is incremental: a customer who changes an address gets a second row.
-- Keep the newest one.
WITH versions AS (
  SELECT customer_id, email, full_name, country_code, newsletter, created_at, updated_at
  FROM warehouse.lake_shop__eu.customers
  UNION ALL
  SELECT customer_id, email, full_name, country_code, newsletter, created_at, updated_at
  FROM warehouse.lake_shop__uk.customers
)
SELECT
  v.customer_id,
  LOWER(v.email) AS email,
  v.full_name,
  v.country_code,
  v.newsletter,
  v.created_at,
  v.updated_at
FROM versions AS v
QUALIFY ROW_NUMBER() OVER (PARTITION BY v.customer_id ORDER BY v.updated_at DESC) = 1

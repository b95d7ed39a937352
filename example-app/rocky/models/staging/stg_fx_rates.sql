SELECT
  CAST(f.valid_month AS DATE) AS valid_month,
  f.currency,
  CAST(f.eur_rate AS DECIMAL(10, 4)) AS eur_rate
FROM warehouse.landing.fx_rates AS f

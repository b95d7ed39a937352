-- Each payment is booked once, with the fee and the rate of that day, and never
-- again. Not "newer than the last one": banks report late, with the old date.
SELECT
  p.payment_id,
  p.invoice_no,
  m.method_name,
  p.paid_at,
  CAST(p.paid_at AS DATE) + m.settlement_days AS settles_on,
  CAST(ROUND(p.amount * f.eur_rate, 2) AS DECIMAL(12, 2)) AS gross_eur,
  CAST(ROUND(p.amount * f.eur_rate * m.fee_percent / 100, 2) AS DECIMAL(12, 2)) AS fee_eur,
  CAST(ROUND(p.amount * f.eur_rate * (100 - m.fee_percent) / 100, 2) AS DECIMAL(12, 2)) AS net_eur
FROM warehouse.staging.stg_payments AS p
JOIN warehouse.seeds.payment_methods AS m ON m.method_code = p.method_code
JOIN warehouse.staging.stg_fx_rates AS f
  ON f.currency = p.currency AND f.valid_month = DATE_TRUNC('month', p.paid_at)
WHERE NOT EXISTS (
  SELECT 1 FROM warehouse.marts.payment_ledger AS booked WHERE booked.payment_id = p.payment_id
)

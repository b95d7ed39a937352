SELECT
  p.payment_id,
  p.invoice_no,
  LOWER(p.method_code) AS method_code,
  p.amount,
  p.currency,
  p.paid_at
FROM warehouse.lake_billing__sales.payments AS p

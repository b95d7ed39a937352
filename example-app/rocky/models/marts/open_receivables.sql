WITH received AS (
  SELECT p.invoice_no, SUM(p.amount) AS paid_amount
  FROM warehouse.staging.stg_payments AS p
  GROUP BY p.invoice_no
)
SELECT
  i.invoice_no,
  i.country_name,
  i.due_on,
  i.currency,
  i.gross_amount,
  COALESCE(r.paid_amount, 0) AS paid_amount,
  i.gross_amount - COALESCE(r.paid_amount, 0) AS open_amount
FROM warehouse.marts.fct_invoices AS i
LEFT JOIN received AS r ON r.invoice_no = i.invoice_no
WHERE i.gross_amount > COALESCE(r.paid_amount, 0)

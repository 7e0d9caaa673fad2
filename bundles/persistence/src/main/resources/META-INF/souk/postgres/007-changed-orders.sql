-- compatible-from: 1
-- Pieces that the line took from stock and that did not go back; null from a container of the steps before: all of them.
ALTER TABLE order_lines ADD COLUMN taken INTEGER;

-- What happened to the order; null from a container of the steps before: it was placed.
ALTER TABLE outbox ADD COLUMN kind VARCHAR(16);

CREATE INDEX payment_attempts_of_order ON payment_attempts (catalog, order_number);

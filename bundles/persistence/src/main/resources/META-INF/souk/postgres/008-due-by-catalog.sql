-- compatible-from: 1
-- What is due of one catalog is found by its own rows alone: on Derby whoever looks at those of others waits for who is writing them.
CREATE INDEX outbox_of_catalog ON outbox (catalog, due_at);
CREATE INDEX payment_attempts_of_catalog ON payment_attempts (catalog, due_at);

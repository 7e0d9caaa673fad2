-- compatible-from: 1
-- An attempt to pay elsewhere, with what the order will be. Only one of a cart is open or has become its order: that one has active_cart.
CREATE TABLE payment_attempts (
  attempt_id CHAR(32) NOT NULL PRIMARY KEY,
  catalog VARCHAR(63) NOT NULL,
  session_key CHAR(64) NOT NULL,
  cart_id CHAR(32) NOT NULL,
  cart_version BIGINT NOT NULL,
  active_cart CHAR(32),
  state VARCHAR(16) NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  site VARCHAR(400) NOT NULL,
  next_address VARCHAR(2000),
  reference VARCHAR(255),
  reason VARCHAR(1000),
  order_number VARCHAR(40),
  started_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  due_at BIGINT,
  tries INTEGER NOT NULL,
  email VARCHAR(320) NOT NULL,
  ship_name VARCHAR(200) NOT NULL,
  ship_line1 VARCHAR(200) NOT NULL,
  ship_line2 VARCHAR(200) NOT NULL,
  ship_city VARCHAR(200) NOT NULL,
  ship_region VARCHAR(200) NOT NULL,
  ship_postcode VARCHAR(200) NOT NULL,
  ship_country CHAR(2) NOT NULL,
  shipping_method VARCHAR(255) NOT NULL,
  payment_method VARCHAR(255) NOT NULL,
  subtotal BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  shipping BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  tax_included SMALLINT NOT NULL,
  total BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  locale VARCHAR(64) NOT NULL,
  UNIQUE (catalog, active_cart)
);
CREATE INDEX payment_attempts_due ON payment_attempts (due_at);
CREATE INDEX payment_attempts_session ON payment_attempts (catalog, session_key);
CREATE INDEX payment_attempts_started ON payment_attempts (started_at);

-- held: the pieces that were taken from stock, fewer than the quantity if more is sold than there is.
CREATE TABLE payment_lines (
  attempt_id CHAR(32) NOT NULL,
  pos INTEGER NOT NULL,
  sku VARCHAR(255) NOT NULL,
  title VARCHAR(1000) NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price BIGINT NOT NULL,
  line_total BIGINT NOT NULL,
  counted SMALLINT NOT NULL,
  oversell SMALLINT NOT NULL,
  held INTEGER NOT NULL CHECK (held >= 0),
  PRIMARY KEY (attempt_id, pos),
  FOREIGN KEY (attempt_id) REFERENCES payment_attempts (attempt_id)
);

ALTER TABLE idempotency_keys ADD COLUMN attempt_id CHAR(32);

-- What is to be told of an order, written with it; and who of those that are to be told has been.
CREATE TABLE outbox (
  message_id CHAR(32) NOT NULL PRIMARY KEY,
  catalog VARCHAR(63) NOT NULL,
  order_number VARCHAR(40) NOT NULL,
  written_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  tries INTEGER NOT NULL
);
CREATE INDEX outbox_due ON outbox (due_at);

CREATE TABLE outbox_told (
  message_id CHAR(32) NOT NULL,
  consumer VARCHAR(255) NOT NULL,
  PRIMARY KEY (message_id, consumer)
);

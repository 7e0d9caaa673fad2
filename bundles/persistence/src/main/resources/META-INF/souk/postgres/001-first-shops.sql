-- compatible-from: 1
-- All times are milliseconds since 1970 by the clock of the database, whatever its time zone.
CREATE FUNCTION souk_millis() RETURNS BIGINT LANGUAGE SQL STABLE AS 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint';

CREATE TABLE sessions (
  catalog VARCHAR(63) NOT NULL,
  session_key CHAR(64) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (catalog, session_key)
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- One row a session. An order empties and closes the cart; the next write gives it a new id, its version runs on.
CREATE TABLE carts (
  catalog VARCHAR(63) NOT NULL,
  session_key CHAR(64) NOT NULL,
  cart_id CHAR(32) NOT NULL,
  is_open SMALLINT NOT NULL,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  last_write CHAR(32) NOT NULL,
  PRIMARY KEY (catalog, session_key),
  FOREIGN KEY (catalog, session_key) REFERENCES sessions (catalog, session_key)
);
CREATE INDEX carts_changed ON carts (changed_at);

CREATE TABLE cart_lines (
  catalog VARCHAR(63) NOT NULL,
  session_key CHAR(64) NOT NULL,
  line_id VARCHAR(36) NOT NULL,
  pos INTEGER NOT NULL,
  sku VARCHAR(255) NOT NULL,
  title VARCHAR(1000) NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  shown_amount BIGINT NOT NULL,
  shown_currency CHAR(3) NOT NULL,
  PRIMARY KEY (catalog, session_key, line_id),
  FOREIGN KEY (catalog, session_key) REFERENCES carts (catalog, session_key)
);

CREATE TABLE idempotency_keys (
  catalog VARCHAR(63) NOT NULL,
  session_key CHAR(64) NOT NULL,
  request_key VARCHAR(255) NOT NULL,
  purpose VARCHAR(10) NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  order_number VARCHAR(40),
  used_at BIGINT NOT NULL,
  PRIMARY KEY (catalog, session_key, request_key)
);

CREATE TABLE order_counters (
  catalog VARCHAR(63) NOT NULL PRIMARY KEY,
  last_number BIGINT NOT NULL
);

CREATE TABLE orders (
  catalog VARCHAR(63) NOT NULL,
  order_number VARCHAR(40) NOT NULL,
  counter_value BIGINT NOT NULL,
  status VARCHAR(16) NOT NULL,
  session_key CHAR(64) NOT NULL,
  cart_id CHAR(32) NOT NULL,
  placed_at BIGINT NOT NULL,
  node VARCHAR(255) NOT NULL,
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
  version BIGINT NOT NULL,
  PRIMARY KEY (catalog, order_number),
  UNIQUE (catalog, counter_value),
  UNIQUE (catalog, cart_id)
);
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_number ON orders (order_number);

CREATE TABLE order_lines (
  catalog VARCHAR(63) NOT NULL,
  order_number VARCHAR(40) NOT NULL,
  pos INTEGER NOT NULL,
  sku VARCHAR(255) NOT NULL,
  title VARCHAR(1000) NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price BIGINT NOT NULL,
  line_total BIGINT NOT NULL,
  PRIMARY KEY (catalog, order_number, pos),
  FOREIGN KEY (catalog, order_number) REFERENCES orders (catalog, order_number)
);

CREATE TABLE stock (
  catalog VARCHAR(63) NOT NULL,
  sku VARCHAR(255) NOT NULL,
  available INTEGER NOT NULL CHECK (available >= 0),
  reserved INTEGER NOT NULL CHECK (reserved >= 0),
  seed INTEGER NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (catalog, sku)
);
CREATE INDEX stock_changed ON stock (changed_at);

-- The row of a catalog is the lock under which its figures are applied.
CREATE TABLE seeded_catalogs (
  catalog VARCHAR(63) NOT NULL PRIMARY KEY,
  last_digest VARCHAR(128) NOT NULL
);

CREATE TABLE applied_seeds (
  catalog VARCHAR(63) NOT NULL,
  digest VARCHAR(128) NOT NULL,
  applied_at BIGINT NOT NULL,
  PRIMARY KEY (catalog, digest)
);
CREATE INDEX applied_seeds_at ON applied_seeds (applied_at);

CREATE TABLE secrets (
  secret_name VARCHAR(64) NOT NULL PRIMARY KEY,
  hex CHAR(64) NOT NULL
);

CREATE TABLE nodes (
  node_name VARCHAR(255) NOT NULL PRIMARY KEY,
  node_role VARCHAR(16) NOT NULL,
  node_version VARCHAR(64) NOT NULL,
  seen_at BIGINT NOT NULL
);
CREATE INDEX nodes_seen ON nodes (seen_at);

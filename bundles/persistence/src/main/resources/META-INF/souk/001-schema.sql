-- compatible-from: 1
-- All times are milliseconds since 1970 by the clock of the database, whatever its time zone: souk_millis().

CREATE TABLE sessions (
  catalog VARCHAR(63) NOT NULL,
  session_key CHAR(64) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (catalog, session_key)
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- One row per session. An order empties and closes the cart; the next write gives it a new cart_id, while its version keeps increasing.
-- The coupon columns hold the coupon, the discount last shown for it, and whether checkout found it used up. In a closed cart they do not
-- count.
CREATE TABLE carts (
  catalog VARCHAR(63) NOT NULL,
  session_key CHAR(64) NOT NULL,
  cart_id CHAR(32) NOT NULL,
  is_open SMALLINT NOT NULL,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  last_write CHAR(32) NOT NULL,
  coupon VARCHAR(40),
  coupon_shown BIGINT NOT NULL DEFAULT 0,
  coupon_currency CHAR(3),
  coupon_used_up SMALLINT NOT NULL DEFAULT 0,
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
  attempt_id CHAR(32),
  PRIMARY KEY (catalog, session_key, request_key)
);
CREATE INDEX idempotency_keys_used ON idempotency_keys (used_at);

-- One-time codes that take a session to another host.
CREATE TABLE hand_overs (
  code_hash CHAR(64) NOT NULL PRIMARY KEY,
  catalog VARCHAR(63) NOT NULL,
  sealed VARCHAR(255),
  expires_at BIGINT NOT NULL,
  redeemed_by VARCHAR(36)
);
CREATE INDEX hand_overs_expiry ON hand_overs (expires_at);

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
  coupon VARCHAR(40),
  PRIMARY KEY (catalog, order_number),
  UNIQUE (catalog, counter_value),
  UNIQUE (catalog, cart_id)
);
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_number ON orders (order_number);
-- A customer's orders are those whose session_key is the customer's cart_key.
CREATE INDEX orders_session ON orders (catalog, session_key);

-- taken: items that the line took from stock and that did not go back.
CREATE TABLE order_lines (
  catalog VARCHAR(63) NOT NULL,
  order_number VARCHAR(40) NOT NULL,
  pos INTEGER NOT NULL,
  sku VARCHAR(255) NOT NULL,
  title VARCHAR(1000) NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price BIGINT NOT NULL,
  line_total BIGINT NOT NULL,
  taken INTEGER NOT NULL,
  PRIMARY KEY (catalog, order_number, pos),
  FOREIGN KEY (catalog, order_number) REFERENCES orders (catalog, order_number)
);

-- An attempt to pay through a gateway, with the details of the order it may become. active_cart is set only on the one attempt per cart
-- that is open or has become the order. coupon_held: whether the attempt holds one of at most coupon_most uses.
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
  coupon VARCHAR(40),
  coupon_most INTEGER NOT NULL,
  coupon_held SMALLINT NOT NULL,
  UNIQUE (catalog, active_cart)
);
CREATE INDEX payment_attempts_due ON payment_attempts (due_at);
CREATE INDEX payment_attempts_session ON payment_attempts (catalog, session_key);
CREATE INDEX payment_attempts_started ON payment_attempts (started_at);
CREATE INDEX payment_attempts_of_order ON payment_attempts (catalog, order_number);
-- Finds what is due for one catalog by that catalog's rows alone: on Derby, reading other rows waits for their writers.
CREATE INDEX payment_attempts_of_catalog ON payment_attempts (catalog, due_at);

-- held: items reserved in stock, fewer than the quantity when the line is sold beyond its stock.
-- gone: items that were no longer in the guest's cart when it was merged into a customer's; the order does not remove them from there.
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
  gone INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, pos),
  FOREIGN KEY (attempt_id) REFERENCES payment_attempts (attempt_id)
);

-- Uses of a coupon: orders placed with it, and payment attempts that may still become one.
CREATE TABLE coupon_uses (
  catalog VARCHAR(63) NOT NULL,
  coupon VARCHAR(40) NOT NULL,
  used INTEGER NOT NULL CHECK (used >= 0),
  PRIMARY KEY (catalog, coupon)
);

-- Messages about an order, written in the transaction that changes it. kind: what happened to the order.
CREATE TABLE outbox (
  message_id CHAR(32) NOT NULL PRIMARY KEY,
  catalog VARCHAR(63) NOT NULL,
  order_number VARCHAR(40) NOT NULL,
  written_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  tries INTEGER NOT NULL,
  kind VARCHAR(16) NOT NULL
);
CREATE INDEX outbox_due ON outbox (due_at);
CREATE INDEX outbox_of_catalog ON outbox (catalog, due_at);

-- Consumers that have received a message.
CREATE TABLE outbox_told (
  message_id CHAR(32) NOT NULL,
  consumer VARCHAR(255) NOT NULL,
  PRIMARY KEY (message_id, consumer)
);

-- owed: by how many items a catalog reduced its stock while they were reserved. So many of those given back do not become available.
CREATE TABLE stock (
  catalog VARCHAR(63) NOT NULL,
  sku VARCHAR(255) NOT NULL,
  available INTEGER NOT NULL CHECK (available >= 0),
  reserved INTEGER NOT NULL CHECK (reserved >= 0),
  seed INTEGER NOT NULL,
  changed_at BIGINT NOT NULL,
  owed INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0),
  PRIMARY KEY (catalog, sku)
);
CREATE INDEX stock_changed ON stock (changed_at);

-- The row of a catalog is the lock under which its initial stock is applied.
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

-- Customers of a realm: one shop or a group of shops.
CREATE TABLE customers (
  customer_id CHAR(32) NOT NULL PRIMARY KEY,
  realm VARCHAR(80) NOT NULL,
  address VARCHAR(254) NOT NULL,
  email VARCHAR(254) NOT NULL,
  password_hash VARCHAR(200) NOT NULL,
  registered_at BIGINT NOT NULL,
  UNIQUE (realm, address)
);

-- The session key that a customer's cart has in a catalog. No session token leads to it.
CREATE TABLE customer_carts (
  catalog VARCHAR(63) NOT NULL,
  cart_key CHAR(64) NOT NULL,
  customer_id CHAR(32) NOT NULL,
  PRIMARY KEY (catalog, cart_key)
);

-- Sessions of customers who signed in; their carts are stored under cart_key.
CREATE TABLE sign_ins (
  catalog VARCHAR(63) NOT NULL,
  session_key CHAR(64) NOT NULL,
  customer_id CHAR(32) NOT NULL,
  cart_key CHAR(64) NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (catalog, session_key)
);
CREATE INDEX sign_ins_expiry ON sign_ins (expires_at);
CREATE INDEX sign_ins_customer ON sign_ins (customer_id);

-- Attempts to sign in; subject is a digest of the account or the address that they are counted for.
CREATE TABLE sign_in_attempts (
  subject CHAR(64) NOT NULL PRIMARY KEY,
  tries INTEGER NOT NULL,
  counts_until BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_end ON sign_in_attempts (counts_until);

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

-- Which container performs a job on behalf of all, and until when.
CREATE TABLE leases (
  lease_name VARCHAR(64) NOT NULL PRIMARY KEY,
  holder VARCHAR(255) NOT NULL,
  held_until BIGINT NOT NULL
);

-- One row each time a backup replaced the database: containers then forget what they cached.
CREATE TABLE restores (
  restored_at BIGINT NOT NULL
);

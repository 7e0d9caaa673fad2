-- compatible-from: 1
-- Customers of a shop, or of a group of shops: whose, says the realm.
CREATE TABLE customers (
  customer_id CHAR(32) NOT NULL PRIMARY KEY,
  realm VARCHAR(80) NOT NULL,
  address VARCHAR(254) NOT NULL,
  email VARCHAR(254) NOT NULL,
  password_hash VARCHAR(200) NOT NULL,
  registered_at BIGINT NOT NULL,
  UNIQUE (realm, address)
);

-- Under which key of sessions a customer's cart is kept in a catalog. Nobody has a token for it.
CREATE TABLE customer_carts (
  catalog VARCHAR(63) NOT NULL,
  cart_key CHAR(64) NOT NULL,
  customer_id CHAR(32) NOT NULL,
  PRIMARY KEY (catalog, cart_key)
);

-- Sessions of customers. Their carts are not theirs: they are kept under cart_key.
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

-- AttemptCounters to sign in, by a digest of what they are counted for.
CREATE TABLE sign_in_attempts (
  subject CHAR(64) NOT NULL PRIMARY KEY,
  tries INTEGER NOT NULL,
  counts_until BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_end ON sign_in_attempts (counts_until);

-- A customer's orders are those whose session is the customer's cart.
CREATE INDEX orders_session ON orders (catalog, session_key);

-- compatible-from: 1
-- The coupon of a cart, what it was last shown to take off, and whether checkout found it used up. It is of the cart whose id is
-- coupon_cart: a container of the steps before gives the row another cart without a word about the coupon.
ALTER TABLE carts ADD COLUMN coupon VARCHAR(40);
ALTER TABLE carts ADD COLUMN coupon_cart CHAR(32);
ALTER TABLE carts ADD COLUMN coupon_shown BIGINT NOT NULL DEFAULT 0;
ALTER TABLE carts ADD COLUMN coupon_currency CHAR(3);
ALTER TABLE carts ADD COLUMN coupon_used_up SMALLINT NOT NULL DEFAULT 0;

ALTER TABLE orders ADD COLUMN coupon VARCHAR(40);

-- coupon_held: whether the attempt holds one of at most coupon_most uses.
ALTER TABLE payment_attempts ADD COLUMN coupon VARCHAR(40);
ALTER TABLE payment_attempts ADD COLUMN coupon_most INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payment_attempts ADD COLUMN coupon_held SMALLINT NOT NULL DEFAULT 0;

-- Orders that were placed with a coupon, and attempts that may become one.
CREATE TABLE coupon_uses (
  catalog VARCHAR(63) NOT NULL,
  coupon VARCHAR(40) NOT NULL,
  used INTEGER NOT NULL CHECK (used >= 0),
  PRIMARY KEY (catalog, coupon)
);

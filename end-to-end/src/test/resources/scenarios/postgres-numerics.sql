# Exact numbers of PostgreSQL: those that fit a DECIMAL of MySQL, those that are longer, and those without bounds.
-- from postgresql
-- covers numeric(p,s), numeric
CREATE TABLE numerics (
  id integer PRIMARY KEY, price numeric(10,2), whole numeric(20,0), usual numeric(7), fraction numeric(30,30), widest numeric(65,30), unbounded numeric
);
CREATE TABLE numeric_keys (k numeric(12,4) PRIMARY KEY, v integer);

-- stream
INSERT INTO numerics VALUES
  (1, 0, 0, 0, 0, 0, 0),
  (2, 12.5, 7, 7, 0.5, 1, 12.50),
  (3, -0.01, -1, -1, -0.000000000000000000000000000001, -0.000000000000000000000000000001, -0.000000000000000000000000000001),
  (4, 99999999.99, 99999999999999999999, 9999999, 0.999999999999999999999999999999,
   99999999999999999999999999999999999.999999999999999999999999999999, 99999999999999999999999999999999999.999999999999999999999999999999),
  (5, -99999999.99, -99999999999999999999, -9999999, -0.999999999999999999999999999999,
   -99999999999999999999999999999999999.999999999999999999999999999999, 12345678901234567890),
  (6, 1000000.01, 18446744073709551616, 100, 0.1, 12345678901234567890123456789012345.123456789012345678901234567890, 1e20),
  (7, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO numeric_keys VALUES (1.5, 1), (-1.5, 2), (0, 3), (99999999.9999, 4);

-- created numerics at mysql, mariadb
id int not null
price decimal(10,2)
whole decimal(20,0)
usual decimal(7,0)
fraction decimal(30,30)
widest decimal(65,30)
unbounded decimal(65,30)
primary key (id)

-- equal

-- change
UPDATE numerics SET price = 3.14, unbounded = 3.140 WHERE id = 1;
UPDATE numerics SET widest = NULL, unbounded = NULL WHERE id = 4;
UPDATE numerics SET price = 1, whole = 3, usual = 4, fraction = 0.5, widest = 7, unbounded = -1 WHERE id = 7;
UPDATE numeric_keys SET v = v + 10;
UPDATE numeric_keys SET k = k + 0.0001 WHERE k = 1.5;
DELETE FROM numeric_keys WHERE k = -1.5;

-- equal

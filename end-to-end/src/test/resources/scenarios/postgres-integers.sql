# Whole numbers of PostgreSQL at their edges, and truth.
-- from postgresql
-- covers smallint, integer, bigint, boolean
CREATE TABLE numbers (id integer PRIMARY KEY, small smallint, usual integer, big bigint, truth boolean);
CREATE TABLE big_keys (k bigint PRIMARY KEY, v integer NOT NULL);
CREATE TABLE truth_keys (k boolean, n smallint, v integer, PRIMARY KEY (k, n));
CREATE TABLE counted (id serial PRIMARY KEY, big bigserial, small smallserial, same integer GENERATED ALWAYS AS IDENTITY);

-- stream
INSERT INTO numbers VALUES
  (1, -32768, -2147483648, -9223372036854775808, false), (2, 32767, 2147483647, 9223372036854775807, true),
  (3, -1, -1, -1, 'yes'), (4, 0, 0, 0, 'off'), (5, NULL, NULL, NULL, NULL);
INSERT INTO big_keys VALUES (-9223372036854775808, 0), (9223372036854775807, 1), (0, 2);
INSERT INTO truth_keys VALUES (true, 1, 1), (false, 1, 2), (false, 2, 3);
INSERT INTO counted DEFAULT VALUES;
INSERT INTO counted DEFAULT VALUES;

-- created numbers at postgresql
id integer not null
small smallint
usual integer
big bigint
truth boolean
primary key (id)

-- created numbers at mysql, mariadb
id int not null
small smallint
usual int
big bigint
truth tinyint(1)
primary key (id)

-- equal

-- change
UPDATE numbers SET small = 5 WHERE id = 1;
UPDATE numbers SET usual = 5, big = NULL WHERE id = 2;
UPDATE numbers SET truth = NOT truth;
UPDATE numbers SET small = 1, usual = 2, big = 3, truth = true WHERE id = 5;
UPDATE big_keys SET v = v + 10;
UPDATE big_keys SET k = k + 1 WHERE k < 0;
DELETE FROM big_keys WHERE k = 0;
UPDATE truth_keys SET k = NOT k WHERE n = 2;
DELETE FROM truth_keys WHERE NOT k;

-- equal

# Tables that a filter sends elsewhere: under another name, and out of a namespace or into one.
-- from postgresql
-- configuration source
"filter": {"tables": [
  {"name": "orders", "target": "\"Orders of \"\"old\"\"\""}, {"name": "customers", "target": "scenario_crm_of_postgres.clients"}, {"name": "scenario_marks"}
]}
-- change
CREATE TABLE orders (id integer PRIMARY KEY, v VARCHAR(10));
CREATE TABLE customers (id integer PRIMARY KEY, v VARCHAR(10));
CREATE TABLE unwanted (id integer PRIMARY KEY);

-- target at mysql, mariadb
CREATE DATABASE IF NOT EXISTS scenario_crm_of_postgres;
DROP TABLE IF EXISTS scenario_crm_of_postgres.clients;

-- stream
INSERT INTO orders VALUES (1, 'one'), (2, 'two');
INSERT INTO customers VALUES (1, 'x'), (2, 'y');
INSERT INTO unwanted VALUES (1);
UPDATE orders SET v = 'three' WHERE id = 1;
DELETE FROM customers WHERE id = 2;

-- expect orders under another name at postgresql
SELECT * FROM "Orders of ""old""" ORDER BY id;
1 | three
2 | two

-- expect orders under another name at mysql, mariadb
SELECT * FROM `Orders of "old"` ORDER BY id;
1 | three
2 | two

-- expect customers elsewhere
SELECT * FROM scenario_crm_of_postgres.clients;
1 | x

-- expect nothing else at postgresql
SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE "C";
Orders of "old"
dbstream_checkpoint
scenario_marks

-- expect nothing else at mysql, mariadb
SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY BINARY table_name;
Orders of "old"
dbstream_checkpoint
scenario_marks

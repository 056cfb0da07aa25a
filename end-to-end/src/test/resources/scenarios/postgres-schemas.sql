# Schemas other than public keep their names: they are schemas at PostgreSQL, and databases at MySQL, and are made.
-- from postgresql
-- configuration source
"filter": {"tables": [{"name": "scenario_sales.orders"}, {"name": "Scenario Größe.orders"}, {"name": "orders"}, {"name": "scenario_marks"}]}
-- change
CREATE SCHEMA scenario_sales;
CREATE SCHEMA "Scenario Größe";
CREATE TABLE scenario_sales.orders (id integer PRIMARY KEY, v text);
CREATE TABLE "Scenario Größe".orders (id integer PRIMARY KEY, v text);
CREATE TABLE orders (id integer PRIMARY KEY, v text);

-- target at mysql, mariadb
DROP DATABASE IF EXISTS scenario_sales;
DROP DATABASE IF EXISTS `Scenario Größe`;

-- stream
INSERT INTO scenario_sales.orders VALUES (1, 'sales'), (2, 'more');
INSERT INTO "Scenario Größe".orders VALUES (1, 'größe');
INSERT INTO orders VALUES (1, 'public');
UPDATE scenario_sales.orders SET v = 'sold' WHERE id = 1;
DELETE FROM scenario_sales.orders WHERE id = 2;
TRUNCATE "Scenario Größe".orders;

-- equal

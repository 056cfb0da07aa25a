# Schemas other than public keep their names: they are schemas at PostgreSQL, and databases at MySQL.
-- from postgresql
CREATE SCHEMA scenario_sales;
CREATE SCHEMA "Scenario Größe";
CREATE TABLE scenario_sales.orders (id integer PRIMARY KEY, v text);
CREATE TABLE "Scenario Größe".orders (id integer PRIMARY KEY, v text);
CREATE TABLE orders (id integer PRIMARY KEY, v text);

-- target at postgresql
CREATE SCHEMA scenario_sales;
CREATE SCHEMA "Scenario Größe";

-- target at mysql, mariadb
CREATE DATABASE IF NOT EXISTS scenario_sales;
CREATE DATABASE IF NOT EXISTS `Scenario Größe`;
DROP TABLE IF EXISTS scenario_sales.orders, `Scenario Größe`.orders;

-- stream
INSERT INTO scenario_sales.orders VALUES (1, 'sales'), (2, 'more');
INSERT INTO "Scenario Größe".orders VALUES (1, 'größe');
INSERT INTO orders VALUES (1, 'public');
UPDATE scenario_sales.orders SET v = 'sold' WHERE id = 1;
DELETE FROM scenario_sales.orders WHERE id = 2;
TRUNCATE "Scenario Größe".orders;

-- equal

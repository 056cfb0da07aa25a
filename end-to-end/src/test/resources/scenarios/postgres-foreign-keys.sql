# Rows that refer to each other, some of them looked at only when the transaction ends, and what cascades change: the log has it all.
-- from postgresql
CREATE TABLE customers (id integer PRIMARY KEY, name text);
CREATE TABLE orders (id integer PRIMARY KEY, customer integer REFERENCES customers ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE visits (id integer PRIMARY KEY, customer integer REFERENCES customers ON DELETE SET NULL);
CREATE TABLE employees (id integer PRIMARY KEY, boss integer REFERENCES employees DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE hens (id integer PRIMARY KEY, egg integer NOT NULL);
CREATE TABLE eggs (id integer PRIMARY KEY, hen integer NOT NULL REFERENCES hens DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs DEFERRABLE INITIALLY DEFERRED;

-- target
CREATE TABLE customers (id int PRIMARY KEY, name text);
CREATE TABLE orders (id int PRIMARY KEY, customer int, FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE visits (id int PRIMARY KEY, customer int, FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE SET NULL);
CREATE TABLE employees (id int PRIMARY KEY, boss int, FOREIGN KEY (boss) REFERENCES employees (id));
CREATE TABLE hens (id int PRIMARY KEY, egg int NOT NULL);
CREATE TABLE eggs (id int PRIMARY KEY, hen int NOT NULL, FOREIGN KEY (hen) REFERENCES hens (id));
ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs (id);

-- stream
INSERT INTO customers VALUES (1, 'one'), (2, 'two'), (3, 'three');
INSERT INTO orders VALUES (10, 1), (11, 1), (20, 2), (30, 3);
INSERT INTO visits VALUES (100, 1), (200, 2);
UPDATE customers SET id = 4 WHERE id = 3;
DELETE FROM customers WHERE id = 1;
BEGIN;
UPDATE orders SET customer = 4 WHERE id = 20;
DELETE FROM customers WHERE id = 2;
INSERT INTO customers VALUES (2, 'again');
INSERT INTO orders VALUES (21, 2);
COMMIT;
BEGIN;
INSERT INTO employees VALUES (1, 3), (2, 1), (3, 2);
INSERT INTO hens VALUES (1, 1), (2, 2);
INSERT INTO eggs VALUES (1, 2), (2, 1);
COMMIT;
BEGIN;
DELETE FROM hens WHERE id = 1;
DELETE FROM eggs WHERE id = 2;
UPDATE hens SET egg = 1;
DELETE FROM employees;
COMMIT;

-- equal rows

# The source does not log what a cascade changes; a target with the same foreign keys does it itself, as the user says in the settings.
# In a transaction the source may write children before it is done with parents.
CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20));
CREATE TABLE orders (id INT PRIMARY KEY, customer INT, FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE visits (id INT PRIMARY KEY, customer INT, FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE SET NULL);

-- configuration source
"settings": {"cascades": "target"}

-- target at postgresql
CREATE TABLE customers (id integer PRIMARY KEY, name varchar(20));
CREATE TABLE orders (id integer PRIMARY KEY, customer integer REFERENCES customers ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE visits (id integer PRIMARY KEY, customer integer REFERENCES customers ON DELETE SET NULL);

-- target at mysql, mariadb
CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20));
CREATE TABLE orders (id INT PRIMARY KEY, customer INT, FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE visits (id INT PRIMARY KEY, customer INT, FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE SET NULL);

-- stream
INSERT INTO customers VALUES (1, 'one'), (2, 'two'), (3, 'three');
INSERT INTO orders VALUES (10, 1), (11, 1), (20, 2), (30, 3);
INSERT INTO visits VALUES (100, 1), (200, 2);
UPDATE customers SET id = 4 WHERE id = 3;
DELETE FROM customers WHERE id = 1;
BEGIN;
UPDATE orders SET customer = 4 WHERE id = 20;
UPDATE visits SET customer = NULL;
DELETE FROM customers WHERE id = 2;
INSERT INTO customers VALUES (2, 'again');
INSERT INTO orders VALUES (21, 2);
COMMIT;

-- compare orders at postgresql
SELECT id, customer FROM orders ORDER BY id;
SELECT id, customer FROM orders ORDER BY id;

-- expect customers, orders and visits at postgresql
SELECT 'customer', id, name FROM customers UNION ALL SELECT 'order', id, customer::text FROM orders
UNION ALL SELECT 'visit', id, customer::text FROM visits ORDER BY 2;
customer | 2 | again
customer | 4 | three
order | 20 | 4
order | 21 | 2
order | 30 | 4
visit | 100 | NULL
visit | 200 | NULL

-- equal

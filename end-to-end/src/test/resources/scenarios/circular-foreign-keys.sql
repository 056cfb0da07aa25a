# Rows that refer to themselves, to each other, and to rows that come later.
CREATE TABLE employees (id INT PRIMARY KEY, boss INT, FOREIGN KEY (boss) REFERENCES employees (id));
CREATE TABLE hens (id INT PRIMARY KEY, egg INT);
CREATE TABLE eggs (id INT PRIMARY KEY, hen INT, FOREIGN KEY (hen) REFERENCES hens (id));
ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs (id);

-- target
CREATE TABLE employees (id int PRIMARY KEY, boss int, FOREIGN KEY (boss) REFERENCES employees (id));
CREATE TABLE hens (id int PRIMARY KEY, egg int);
CREATE TABLE eggs (id int PRIMARY KEY, hen int, FOREIGN KEY (hen) REFERENCES hens (id));
ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs (id);

-- stream
INSERT INTO employees VALUES (1, NULL), (2, 1), (3, 2), (4, 4);
INSERT INTO hens VALUES (1, NULL);
INSERT INTO eggs VALUES (1, 1);
UPDATE hens SET egg = 1;
BEGIN;
INSERT INTO hens VALUES (2, 1);
INSERT INTO eggs VALUES (2, 2), (3, 1);
UPDATE hens SET egg = 2 WHERE id = 2;
UPDATE employees SET boss = 3 WHERE id = 1;
COMMIT;
BEGIN;
UPDATE employees SET boss = NULL;
DELETE FROM employees WHERE id = 1;
UPDATE hens SET egg = NULL WHERE id = 1;
DELETE FROM eggs WHERE id = 1;
DELETE FROM eggs WHERE hen = 1;
DELETE FROM hens WHERE id = 1;
COMMIT;

-- equal rows

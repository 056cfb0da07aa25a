# Unique values that change places inside a transaction, where the target's table demands that they are unique too.
-- from postgresql
CREATE TABLE seats (id integer PRIMARY KEY, seat integer NOT NULL, name text, UNIQUE (seat) DEFERRABLE INITIALLY DEFERRED);

-- target at postgresql
CREATE TABLE seats (id integer PRIMARY KEY, seat integer NOT NULL UNIQUE, name text);

-- target at mysql, mariadb
CREATE TABLE seats (id int PRIMARY KEY, seat int NOT NULL, name longtext, UNIQUE (seat));

-- stream
INSERT INTO seats SELECT n, n, 'guest ' || n FROM generate_series(1, 5) AS n;
BEGIN;
UPDATE seats SET seat = -1 WHERE id = 1;
UPDATE seats SET seat = 1 WHERE id = 2;
UPDATE seats SET seat = 2 WHERE id = 1;
COMMIT;
BEGIN;
DELETE FROM seats WHERE id = 3;
INSERT INTO seats VALUES (6, 3, 'guest 6');
COMMIT;

-- equal rows

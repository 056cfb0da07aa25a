# Keys of several columns in an order of their own, keys that change, wander and are exchanged.
-- from postgresql
CREATE TABLE composite (a integer, b varchar(10), c date, v integer, PRIMARY KEY (c, a, b));
CREATE TABLE only_key (a integer, b varchar(10), PRIMARY KEY (a, b));
CREATE TABLE wandering (id integer PRIMARY KEY DEFERRABLE, v varchar(10));
ALTER TABLE wandering REPLICA IDENTITY FULL;

-- stream
INSERT INTO composite VALUES (1, 'x', '2024-01-01', 1), (1, 'y', '2024-01-01', 2), (1, 'x', '2024-01-02', 3), (2, 'x', '2024-01-01', 4);
INSERT INTO only_key VALUES (1, 'a'), (1, 'b'), (2, 'a');
INSERT INTO wandering VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four');
UPDATE composite SET v = v + 10 WHERE b = 'x';
UPDATE composite SET a = 3 WHERE b = 'y';
UPDATE composite SET c = '2025-01-01', b = 'z' WHERE v = 13;
DELETE FROM composite WHERE a = 2;
UPDATE only_key SET a = 9 WHERE a = 2;
UPDATE only_key SET b = 'c' WHERE b = 'b';
DELETE FROM only_key WHERE a = 1 AND b = 'a';

-- equal rows

-- change keys in one statement, each to that of its neighbour
UPDATE wandering SET id = id + 1;

-- equal rows

-- change keys for each other, and a row that comes back under the same key
BEGIN;
UPDATE wandering SET id = CASE id WHEN 2 THEN 3 WHEN 3 THEN 2 ELSE id END;
DELETE FROM wandering WHERE id = 4;
INSERT INTO wandering VALUES (4, 'again');
UPDATE wandering SET v = 'moved', id = 40 WHERE id = 5;
COMMIT;

-- equal rows

-- change what is taken back
BEGIN;
DELETE FROM wandering;
ROLLBACK;
BEGIN;
INSERT INTO wandering VALUES (5, 'kept');
SAVEPOINT here;
UPDATE wandering SET v = 'never';
ROLLBACK TO SAVEPOINT here;
SAVEPOINT there;
UPDATE wandering SET v = 'kept too' WHERE id = 40;
RELEASE SAVEPOINT there;
COMMIT;

-- equal rows

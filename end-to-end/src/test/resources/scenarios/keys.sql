# Keys of several columns in an order of their own, keys that change, wander and are exchanged.
CREATE TABLE composite (a INT, b VARCHAR(10), c DATE, v INT, PRIMARY KEY (c, a, b));
CREATE TABLE only_key (a INT, b VARCHAR(10), PRIMARY KEY (a, b));
CREATE TABLE wandering (id INT PRIMARY KEY, v VARCHAR(10));
CREATE TABLE prefixed (k VARCHAR(200), v INT, PRIMARY KEY (k(5)));

-- stream
INSERT INTO composite VALUES (1, 'x', '2024-01-01', 1), (1, 'y', '2024-01-01', 2), (1, 'x', '2024-01-02', 3), (2, 'x', '2024-01-01', 4);
INSERT INTO only_key VALUES (1, 'a'), (1, 'b'), (2, 'a');
INSERT INTO wandering VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four');
INSERT INTO prefixed VALUES ('abcde-long', 1), ('abcdf-long', 2);

-- created composite at postgresql
a integer not null
b character varying(10) not null
c date not null
v integer
primary key (c, a, b)

-- created prefixed at postgresql
k character varying(200) not null
v integer
primary key (k)

-- change keys
UPDATE composite SET v = v + 10 WHERE b = 'x';
UPDATE composite SET a = 3 WHERE b = 'y';
UPDATE composite SET c = '2025-01-01', b = 'z' WHERE v = 13;
DELETE FROM composite WHERE a = 2;
UPDATE only_key SET a = 9 WHERE a = 2;
UPDATE only_key SET b = 'c' WHERE b = 'b';
DELETE FROM only_key WHERE a = 1 AND b = 'a';
UPDATE prefixed SET k = 'abcde-longer' WHERE v = 1;
DELETE FROM prefixed WHERE v = 2;

-- expect the keys changed
SELECT * FROM composite ORDER BY v;
3 | y | 2024-01-01 | 2
1 | x | 2024-01-01 | 11
1 | z | 2025-01-01 | 13

-- expect rows that are nothing but their key
SELECT * FROM only_key ORDER BY a;
1 | c
9 | a

-- expect a key of which the source looks at the beginning only
SELECT * FROM prefixed;
abcde-longer | 1

-- change keys in one statement, each to that of its neighbour
UPDATE wandering SET id = id + 1 ORDER BY id DESC;

-- expect all of them one further
SELECT * FROM wandering ORDER BY id;
2 | one
3 | two
4 | three
5 | four

-- change keys for each other, and a row that comes back under the same key
BEGIN;
UPDATE wandering SET id = -1 WHERE id = 2;
UPDATE wandering SET id = 2 WHERE id = 3;
UPDATE wandering SET id = 3 WHERE id = -1;
DELETE FROM wandering WHERE id = 4;
INSERT INTO wandering VALUES (4, 'again');
UPDATE wandering SET v = 'moved', id = 40 WHERE id = 5;
REPLACE INTO wandering VALUES (40, 'replaced');
INSERT INTO wandering VALUES (41, 'gone soon');
DELETE FROM wandering WHERE id = 41;
COMMIT;

-- expect the rows under their new keys
SELECT * FROM wandering ORDER BY id;
2 | two
3 | one
4 | again
40 | replaced

-- change what is taken back
BEGIN;
DELETE FROM wandering;
INSERT INTO wandering VALUES (1, 'never');
ROLLBACK;
BEGIN;
INSERT INTO wandering VALUES (5, 'kept');
SAVEPOINT here;
UPDATE wandering SET v = 'never';
ROLLBACK TO SAVEPOINT here;
COMMIT;

-- expect nothing of it
SELECT * FROM wandering ORDER BY id;
2 | two
3 | one
4 | again
5 | kept
40 | replaced

-- equal

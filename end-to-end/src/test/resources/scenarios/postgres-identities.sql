# What identifies a row in the log: its key, all of it, an index. Without any, a table takes inserts only.
-- from postgresql
CREATE TABLE by_key (id integer PRIMARY KEY, v integer);
CREATE TABLE by_row (id integer PRIMARY KEY, v integer, t text);
CREATE TABLE by_index (a integer NOT NULL, b text NOT NULL, v integer, PRIMARY KEY (a), UNIQUE (b, a));
CREATE TABLE without_key (a integer, b text, c numeric, d double precision, j json, p point);
ALTER TABLE by_row REPLICA IDENTITY FULL;
ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_index_b_a_key;
ALTER TABLE without_key REPLICA IDENTITY FULL;

-- stream
INSERT INTO by_key VALUES (1, 1), (2, 2);
INSERT INTO by_row VALUES (1, 1, NULL), (2, 2, 'x');
INSERT INTO by_index VALUES (1, 'x', 1), (2, 'y', 2), (3, 'z', 3);
INSERT INTO without_key VALUES (1, 'x', 1.0, 0.1, '{}', '(1,2)'), (1, 'x', 1.0, 0.1, '{}', '(1,2)'), (2, NULL, NULL, NULL, NULL, NULL), (2, NULL, NULL, NULL, NULL, NULL), (3, 'x', 1.00, 3, NULL, NULL);
UPDATE by_key SET v = 3 WHERE id = 1;
UPDATE by_key SET id = 4 WHERE id = 2;
UPDATE by_row SET v = 3 WHERE id = 1;
UPDATE by_row SET id = 4, t = NULL WHERE id = 2;
UPDATE by_index SET v = 4 WHERE a = 1;
UPDATE by_index SET b = 'w' WHERE a = 2;
UPDATE by_index SET a = 5 WHERE a = 3;
DELETE FROM by_index WHERE a = 1;
UPDATE without_key SET c = 2 WHERE ctid = (SELECT min(ctid) FROM without_key WHERE a = 1);
DELETE FROM without_key WHERE ctid = (SELECT min(ctid) FROM without_key WHERE a = 2);

-- equal rows

-- change the rest away
DELETE FROM by_key;
DELETE FROM by_row;
DELETE FROM without_key WHERE a < 3;

-- equal rows

# Values kept aside that a change does not touch are not in the log: they stay as they are at the target. With the whole row as its identity
# the log has them.
-- from postgresql
CREATE TABLE by_key (id integer PRIMARY KEY, v integer, t text, j jsonb);
CREATE TABLE by_row (id integer PRIMARY KEY, v integer, t text, j jsonb);
CREATE TABLE by_index (id integer NOT NULL UNIQUE, v integer, t text);
ALTER TABLE by_key ALTER COLUMN t SET STORAGE EXTERNAL;
ALTER TABLE by_row ALTER COLUMN t SET STORAGE EXTERNAL, REPLICA IDENTITY FULL;
ALTER TABLE by_index ALTER COLUMN t SET STORAGE EXTERNAL, REPLICA IDENTITY USING INDEX by_index_id_key;

-- stream
INSERT INTO by_key SELECT n, n, repeat('text ' || n, 10000), jsonb_build_object('k', (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 500) AS i)) FROM generate_series(1, 4) AS n;
INSERT INTO by_row SELECT * FROM by_key;
INSERT INTO by_index SELECT id, v, t FROM by_key;
UPDATE by_key SET v = v + 10;
UPDATE by_row SET v = v + 10;
UPDATE by_index SET v = v + 10;
UPDATE by_key SET id = id + 10 WHERE id = 1;
UPDATE by_row SET id = id + 10 WHERE id = 1;
UPDATE by_index SET id = id + 10 WHERE id = 1;
UPDATE by_key SET t = 'short' WHERE id = 2;
UPDATE by_key SET t = NULL WHERE id = 3;
UPDATE by_key SET j = '{}' WHERE id = 4;
BEGIN;
INSERT INTO by_key VALUES (20, 1, repeat('new', 10000), NULL);
UPDATE by_key SET v = 2 WHERE id = 20;
UPDATE by_key SET v = 3, id = 21 WHERE id = 20;
UPDATE by_row SET v = v + 1 WHERE id > 1;
COMMIT;

-- equal rows

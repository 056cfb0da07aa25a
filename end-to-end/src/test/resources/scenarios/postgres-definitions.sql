# Tables that change while the stream runs, and those that no log has.
-- from postgresql
CREATE TABLE changing (id integer PRIMARY KEY, v varchar(10), w integer);

-- stream
INSERT INTO changing VALUES (1, 'ä', 1);
ALTER TABLE changing ALTER COLUMN v TYPE text;
INSERT INTO changing VALUES (2, '😀', 2);
ALTER TABLE changing DROP COLUMN w;
INSERT INTO changing VALUES (3, 'x');
UPDATE changing SET v = 'y' WHERE id = 1;
CREATE TEMPORARY TABLE passing (id integer);
INSERT INTO passing VALUES (1);
CREATE UNLOGGED TABLE fleeting (id integer);
INSERT INTO fleeting VALUES (1);
DROP TABLE passing;
ALTER TABLE changing ADD COLUMN w integer;
INSERT INTO changing VALUES (4, 'z', 4);

-- expect rows from before and after
SELECT * FROM changing ORDER BY id;
1 | y | 1
2 | 😀 | 2
3 | x | NULL
4 | z | 4

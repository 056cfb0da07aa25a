# Tables that come, change and go while the stream runs. (A target of the same family keeps the character set that a column was made with.)
CREATE TABLE changing (id INT PRIMARY KEY, v VARCHAR(10) CHARACTER SET latin1);

-- stream
INSERT INTO changing VALUES (1, 'ä');
ALTER TABLE changing MODIFY v VARCHAR(10) CHARACTER SET utf8mb4;
INSERT INTO changing VALUES (2, 'ä');
CREATE TABLE copied AS SELECT * FROM changing;
CREATE TABLE alike LIKE changing;
INSERT INTO alike SELECT * FROM changing;
ALTER TABLE changing ADD COLUMN x INT, ADD COLUMN y INT;
ALTER TABLE changing DROP COLUMN x, DROP COLUMN y;
INSERT INTO changing VALUES (3, 'ß');
RENAME TABLE alike TO renamed;
INSERT INTO renamed VALUES (3, 'x');
DROP TABLE copied;
CREATE TABLE without_transactions (id INT PRIMARY KEY, v INT) ENGINE=MyISAM;
INSERT INTO without_transactions VALUES (1, 1), (2, 2);
UPDATE without_transactions SET v = 3;
CREATE TEMPORARY TABLE passing (id INT);
INSERT INTO passing VALUES (1);
DROP TEMPORARY TABLE passing;
ALTER TABLE changing DROP COLUMN v;
INSERT INTO changing VALUES (4);

-- expect rows from before and after
SELECT * FROM changing ORDER BY id;
1 | ä
2 | ä
3 | ß
4 | NULL

-- expect tables made with rows, under each name that they had
SELECT (SELECT count(*) FROM copied), (SELECT count(*) FROM alike), (SELECT count(*) FROM renamed);
2 | 2 | 1

-- expect a table of an engine without transactions
SELECT * FROM without_transactions ORDER BY id;
1 | 3
2 | 3

-- expect no temporary table at postgresql
SELECT count(*) FROM pg_tables WHERE tablename = 'passing';
0

-- expect no temporary table at mysql, mariadb
SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'passing';
0

# A session may log less than whole rows. Where that is enough, columns that are not in the log stay as they are; where it is not, the
# stream stops.
CREATE TABLE rows_with_key (id INT PRIMARY KEY, a INT, b TEXT, c BLOB);
CREATE TABLE rows_without_key (a INT, b TEXT);

-- stream
INSERT INTO rows_with_key VALUES (1, 1, 'b', 'c'), (2, 2, NULL, NULL);
INSERT INTO rows_without_key VALUES (1, 'b'), (1, 'b');
SET SESSION binlog_row_image = 'MINIMAL';
UPDATE rows_with_key SET a = 5 WHERE id = 1;
UPDATE rows_with_key SET b = 'new' WHERE id = 2;
UPDATE rows_with_key SET id = 3 WHERE id = 2;
UPDATE rows_without_key SET a = 2 LIMIT 1;
SET SESSION binlog_row_image = 'NOBLOB';
UPDATE rows_with_key SET a = 6 WHERE id = 1;
UPDATE rows_with_key SET c = 'blob' WHERE id = 1;
INSERT INTO rows_with_key VALUES (4, 4, 'b', 'c');
SET SESSION binlog_row_image = 'FULL';

-- expect columns that were not logged as they were at postgresql
SELECT * FROM rows_with_key ORDER BY id;
1 | 6 | b | \x626c6f62
3 | 2 | new | NULL
4 | 4 | b | \x63

-- expect one of two equal rows changed at postgresql
SELECT * FROM rows_without_key ORDER BY a;
1 | b
2 | b

-- equal

-- change with an insert of which the log does not tell the rest
SET SESSION binlog_row_image = 'MINIMAL';
INSERT INTO rows_with_key (id, b) VALUES (5, 'b');

-- fails .rows_with_key with binlog_row_image other than FULL, and the log lacks columns: run SET GLOBAL binlog_row_image = 'FULL'

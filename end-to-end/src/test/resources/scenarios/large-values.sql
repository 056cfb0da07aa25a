# Values of a megabyte and more: written, changed, found by their contents, taken away.
-- large
CREATE TABLE large (id INT PRIMARY KEY, b LONGBLOB, t LONGTEXT CHARACTER SET utf8mb4, l MEDIUMTEXT CHARACTER SET latin1);
CREATE TABLE large_without_key (n INT, b MEDIUMBLOB);

-- stream
INSERT INTO large VALUES (1, REPEAT(X'00FF5C0A', 262144), REPEAT('größe 😀\\\n', 80000), REPEAT('ä', 1048576));
INSERT INTO large VALUES (2, REPEAT(X'41', 3000000), '', NULL);
INSERT INTO large VALUES (3, NULL, REPEAT('x', 2000000), '');
INSERT INTO large_without_key VALUES (1, REPEAT(X'00', 1048576)), (2, REPEAT(X'01', 1048576)), (2, REPEAT(X'01', 1048576));

-- expect lengths and sums at postgresql
SELECT id, length(b), md5(b), length(t), length(l), l = repeat('ä', 1048576) FROM large ORDER BY id;
1 | 1048576 | 6320e1672e324dc2270094fb2104994f | 720000 | 1048576 | t
2 | 3000000 | 6bce68cea14164f5dc4615d1862d7465 | 0 | NULL | NULL
3 | NULL | NULL | 2000000 | 0 | f

-- compare sums at postgresql
SELECT id, MD5(b), MD5(t), MD5(CONVERT(l USING utf8mb4)) FROM large ORDER BY id;
SELECT id, md5(b), md5(t), md5(l) FROM large ORDER BY id;

-- change
UPDATE large SET t = CONCAT(t, '!') WHERE id = 1;
UPDATE large SET b = REPEAT(X'42', 1048577) WHERE id = 3;
UPDATE large SET b = X'' WHERE id = 2;
UPDATE large_without_key SET n = 3 WHERE n = 2 LIMIT 1;
DELETE FROM large_without_key WHERE n = 1;

-- compare sums after the updates at postgresql
SELECT id, MD5(b), MD5(t), MD5(CONVERT(l USING utf8mb4)) FROM large ORDER BY id;
SELECT id, md5(b), md5(t), md5(l) FROM large ORDER BY id;

-- compare rows found by a megabyte at postgresql
SELECT n, MD5(b) FROM large_without_key ORDER BY n;
SELECT n, md5(b) FROM large_without_key ORDER BY n;

-- equal

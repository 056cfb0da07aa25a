# MariaDB compresses columns one by one, from a length on: short values stand in the log as they are.
-- from mariadb
CREATE TABLE packed (
  id INT PRIMARY KEY, t TEXT COMPRESSED CHARACTER SET latin1, l LONGTEXT COMPRESSED, v VARCHAR(1000) COMPRESSED, b BLOB COMPRESSED, vb VARBINARY(1000) COMPRESSED
);

-- stream
INSERT INTO packed VALUES
  (1, '', '', '', '', ''), (2, 'ä', '😀', 'x', x'00', x'00ff'), (3, NULL, NULL, NULL, NULL, NULL),
  (4, REPEAT('größe ', 5000), REPEAT('😀', 100000), REPEAT('ä', 1000), REPEAT(x'00ff', 30000), REPEAT(x'ff', 1000));
UPDATE packed SET t = REPEAT('x', 101), l = 'short', v = REPEAT('y', 99), b = REPEAT(x'00', 1000), vb = x'' WHERE id = 4;
UPDATE packed SET l = REPEAT('0123456789', 200000) WHERE id = 1;
DELETE FROM packed WHERE id = 2;

-- equal rows

# Bytes: zeros at the end, bytes that are no text, the empty value.
-- covers BINARY(n), VARBINARY(n), TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB
CREATE TABLE bytes (
  id INT PRIMARY KEY,
  b BINARY(4),
  v VARBINARY(10),
  tiny TINYBLOB,
  usual BLOB,
  medium MEDIUMBLOB,
  huge LONGBLOB,
  as_text VARCHAR(10) CHARACTER SET binary,
  wide BINARY(255)
);
CREATE TABLE byte_keys (k BINARY(16) PRIMARY KEY, v INT);
CREATE TABLE variable_keys (k VARBINARY(16) PRIMARY KEY, v INT);

-- stream
INSERT INTO bytes VALUES
  (1, X'01020304', X'01020304', X'01020304', X'01020304', X'01020304', X'01020304', X'01020304', X'01'),
  (2, X'01020000', X'01020000', X'01020000', X'01020000', X'01020000', X'01020000', X'01020000', X'0100'),
  (3, X'00000000', X'00', X'00', X'00', X'00', X'00', X'00', X''),
  (4, X'', X'', X'', X'', X'', X'', X'', REPEAT(X'FF', 255)),
  (5, X'FF', X'FFFE', X'C3', X'80', X'5C', X'5C78', X'0A', REPEAT(X'20', 255)),
  (6, 'ab', 'ab  ', 'ab  ', '\\x41', '\0', '''', 'é', 'x'),
  (7, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO byte_keys VALUES (X'00000000000000000000000000000000', 0), (X'0102', 1), (REPEAT(X'FF', 16), 2), (X'DEADBEEF000000000000000000000000', 3);
INSERT INTO variable_keys VALUES (X'', 0), (X'00', 1), (X'0000', 2);

-- created bytes at postgresql
id integer not null
b bytea
v bytea
tiny bytea
usual bytea
medium bytea
huge bytea
as_text bytea
wide bytea
primary key (id)

-- expect the bytes at postgresql
SELECT id, b, v, tiny, usual, medium, huge, as_text FROM bytes ORDER BY id;
1 | \x01020304 | \x01020304 | \x01020304 | \x01020304 | \x01020304 | \x01020304 | \x01020304
2 | \x01020000 | \x01020000 | \x01020000 | \x01020000 | \x01020000 | \x01020000 | \x01020000
3 | \x00000000 | \x00 | \x00 | \x00 | \x00 | \x00 | \x00
4 | \x00000000 | \x | \x | \x | \x | \x | \x
5 | \xff000000 | \xfffe | \xc3 | \x80 | \x5c | \x5c78 | \x0a
6 | \x61620000 | \x61622020 | \x61622020 | \x5c783431 | \x00 | \x27 | \xc3a9
7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- expect bytes of a fixed length at postgresql
SELECT id, length(wide), encode(substring(wide FROM 1 FOR 3), 'hex'), encode(substring(wide FROM 254), 'hex') FROM bytes ORDER BY id;
1 | 255 | 010000 | 0000
2 | 255 | 010000 | 0000
3 | 255 | 000000 | 0000
4 | 255 | ffffff | ffff
5 | 255 | 202020 | 2020
6 | 255 | 780000 | 0000
7 | NULL | NULL | NULL

-- change
UPDATE bytes SET b = X'AA' WHERE id = 1;
UPDATE bytes SET v = X'AA00' WHERE id = 1;
UPDATE bytes SET usual = X'' WHERE id = 1;
UPDATE bytes SET huge = NULL WHERE id = 1;
UPDATE bytes SET b = X'00', v = X'', usual = X'00', huge = X'41' WHERE id = 7;
UPDATE byte_keys SET v = v + 10;
UPDATE byte_keys SET k = X'0103' WHERE k = X'01020000000000000000000000000000';
DELETE FROM byte_keys WHERE v = 13;
UPDATE variable_keys SET v = v + 10;
DELETE FROM variable_keys WHERE k = X'00';

-- expect the updates at postgresql
SELECT id, b, v, usual, huge FROM bytes WHERE id IN (1, 7) ORDER BY id;
1 | \xaa000000 | \xaa00 | \x | NULL
7 | \x00000000 | \x | \x00 | \x41

-- expect the keys at postgresql
SELECT k, v FROM byte_keys ORDER BY v;
\x00000000000000000000000000000000 | 10
\x01030000000000000000000000000000 | 11
\xffffffffffffffffffffffffffffffff | 12

-- expect keys of zeros apart from each other at postgresql
SELECT k, v FROM variable_keys ORDER BY v;
\x | 10
\x0000 | 12

-- equal

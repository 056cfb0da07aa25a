# The shortest and longest declarations: their lengths stand in the log in ways of their own.
CREATE TABLE none (id INT PRIMARY KEY, c CHAR(0), v VARCHAR(0), b BINARY(0), vb VARBINARY(0));
CREATE TABLE longest (
  id INT PRIMARY KEY,
  c63 CHAR(63) CHARACTER SET utf8mb4, c64 CHAR(64) CHARACTER SET utf8mb4, c255 CHAR(255) CHARACTER SET utf8mb4, c255_latin CHAR(255) CHARACTER SET latin1,
  v255 VARCHAR(255) CHARACTER SET latin1, v256 VARCHAR(256) CHARACTER SET latin1, b255 BINARY(255), vb255 VARBINARY(255), vb256 VARBINARY(256)
);
CREATE TABLE wide_text (v VARCHAR(16383) CHARACTER SET utf8mb4);
CREATE TABLE wide_latin (v VARCHAR(65532) CHARACTER SET latin1);
CREATE TABLE wide_bytes (v VARBINARY(65532));

-- stream
INSERT INTO none VALUES (1, '', '', X'', X''), (2, NULL, NULL, NULL, NULL);
INSERT INTO longest VALUES
  (1, REPEAT('😀', 63), REPEAT('😀', 64), REPEAT('😀', 255), REPEAT('ä', 255), REPEAT('ä', 255), REPEAT('ä', 256), REPEAT(X'01', 255),
   REPEAT(X'01', 255), REPEAT(X'01', 256)),
  (2, 'a', 'a', 'a', 'a', 'a', 'a', X'01', X'01', X'01'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO wide_text VALUES (REPEAT('😀', 16383)), ('x'), (NULL);
INSERT INTO wide_latin VALUES (REPEAT('ä', 65532)), ('x'), (NULL);
INSERT INTO wide_bytes VALUES (REPEAT(X'FF', 65532)), ('x'), (NULL);

-- created none at postgresql
id integer not null
c text
v text
b bytea
vb bytea
primary key (id)

-- created longest at postgresql
id integer not null
c63 character varying(63)
c64 character varying(64)
c255 character varying(255)
c255_latin character varying(255)
v255 character varying(255)
v256 character varying(256)
b255 bytea
vb255 bytea
vb256 bytea
primary key (id)

-- created wide_latin at postgresql
v character varying(65532)

-- expect nothing, and NULL at postgresql
SELECT id, quote_nullable(c), quote_nullable(v), b, vb FROM none ORDER BY id;
1 | '' | '' | \x | \x
2 | NULL | NULL | NULL | NULL

-- expect whole texts and bytes at postgresql
SELECT id, c63 = repeat('😀', 63), c64 = repeat('😀', 64), c255 = repeat('😀', 255), c255_latin = repeat('ä', 255), v255 = repeat('ä', 255),
       v256 = repeat('ä', 256), length(b255), length(vb255), length(vb256)
FROM longest ORDER BY id;
1 | t | t | t | t | t | t | 255 | 255 | 256
2 | f | f | f | f | f | f | 255 | 1 | 1
3 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- expect the widest at postgresql
SELECT 1, length(v), octet_length(v) FROM wide_text UNION ALL SELECT 2, length(v), octet_length(v) FROM wide_latin
UNION ALL SELECT 3, length(v), octet_length(v) FROM wide_bytes ORDER BY 1, 2;
1 | 1 | 1
1 | 16383 | 65532
1 | NULL | NULL
2 | 1 | 1
2 | 65532 | 131064
2 | NULL | NULL
3 | 1 | 1
3 | 65532 | 65532
3 | NULL | NULL

-- equal rows

# Text of PostgreSQL: no bounds, bounds, and blanks that fill up.
-- from postgresql
-- covers text, character varying(n), character varying, character(n), name, "char"
CREATE TABLE texts (
  id integer PRIMARY KEY, t text, v varchar(255), unbounded varchar, c char(10), one char, n name, internal "char", wide varchar(20000), widest varchar(10485760),
  wide_char char(300)
);
CREATE TABLE text_keys (k varchar(40) PRIMARY KEY, v integer);
CREATE TABLE unbounded_keys (k text PRIMARY KEY, v integer);

-- stream
INSERT INTO texts VALUES
  (1, 'abc', 'abc', 'abc', 'abc', 'a', 'abc', 'a', 'abc', 'abc', 'abc'), (2, '', '', '', '', '', '', '', '', '', ''),
  (3, 'abc   ', 'abc   ', '  ', 'abc   ', ' ', 'abc ', ' ', ' x ', '   ', 'abc   '), (4, '   abc', ' ', E'\n', '  abc', 'b', 'é', '~', E'\t', E'\\', ' a'),
  (5, '😀𝄞größe日本', '👨‍👩‍👧', 'Ω≈ç√', 'größe 😀', '😀', 'größe 日本', 'z', 'e' || U&'\0301', '😀', '😀'),
  (6, 'NULL', E'\\N', E'\\.', 'null', 'N', E'\\N', '\', E'\\\\', '''', '"'), (7, E'a\nb\r\nc\td\b\f', 'it''s', 'say "yes"', '$1 ? %s', '?', '{a}', '"', 'a;b,c|d', E'\x01\x7f', '`'),
  (8, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (9, repeat('😀', 70000), repeat('😀', 255), repeat('ä', 70000), repeat('ä', 10), 'ä', repeat('n', 63), 'n', repeat('日', 20000), repeat('日', 30000), repeat('ä', 300));
INSERT INTO text_keys VALUES ('a', 1), ('A', 2), ('a ', 3), ('ä', 4), ('größe 😀', 5), ('', 6), (E'it''s \\ "', 7), (' ', 8);
INSERT INTO unbounded_keys VALUES ('a', 1), ('A', 2), ('a ', 3), ('ä', 4), ('', 5), (repeat('😀', 190), 6), ('ß', 7), ('ss', 8), ('e' || U&'\0301', 9), ('é', 10);

-- created texts at mysql, mariadb
id int not null
t longtext
v varchar(255)
unbounded longtext
c char(10)
one char(1)
n longtext
internal longtext
wide longtext
widest longtext
wide_char longtext
primary key (id)

-- created unbounded_keys at mysql, mariadb
k varchar(768) not null
v int
primary key (k)

-- equal

-- change
UPDATE texts SET t = 'new ' WHERE id = 1;
UPDATE texts SET v = '', c = 'x' WHERE id = 1;
UPDATE texts SET t = NULL, v = NULL, c = NULL WHERE id = 3;
UPDATE texts SET t = '', v = '', unbounded = '', c = '', one = '', n = '', wide = '' WHERE id = 8;
UPDATE texts SET t = t || '!' WHERE id = 9;
DELETE FROM texts WHERE id = 2;
UPDATE text_keys SET v = v + 10;
UPDATE text_keys SET k = 'B' WHERE k = 'A';
UPDATE text_keys SET k = 'größer 😀' WHERE v = 15;
DELETE FROM text_keys WHERE k = 'a ';
UPDATE unbounded_keys SET v = v + 10;
UPDATE unbounded_keys SET k = 'b ' WHERE k = 'a ';
DELETE FROM unbounded_keys WHERE k = 'A';
DELETE FROM unbounded_keys WHERE k = 'ss';

-- equal

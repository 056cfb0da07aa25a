# Text: spaces at the end, the empty text, four-byte characters, quotes, backslashes, lines, and what looks like NULL.
-- covers CHAR(n), VARCHAR(n), TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT
CREATE TABLE texts (
  id INT PRIMARY KEY,
  c CHAR(10),
  v VARCHAR(255),
  tiny TINYTEXT,
  t TEXT,
  medium MEDIUMTEXT,
  huge LONGTEXT,
  n NCHAR(5),
  none VARCHAR(0)
) CHARACTER SET utf8mb4;
CREATE TABLE text_keys (k VARCHAR(40) PRIMARY KEY, v INT) CHARACTER SET utf8mb4;

-- stream
INSERT INTO texts VALUES
  (1, 'abc', 'abc', 'abc', 'abc', 'abc', 'abc', 'abc', ''),
  (2, '', '', '', '', '', '', '', ''),
  (3, 'abc   ', 'abc   ', 'abc   ', 'abc   ', 'abc   ', 'abc   ', 'abc  ', NULL),
  (4, '   abc', '   abc', ' ', '  ', '   ', '    ', ' a', NULL),
  (5, '😀𝄞größe日本', '😀𝄞größe日本', '😀', '👨‍👩‍👧', 'Ω≈ç√', 'e\u0301', 'größe', NULL),
  (6, 'NULL', 'NULL', '\\N', '\\.', 'null', '\\\\', 'NULL', NULL),
  (7, 'a\nb\tc', 'a\nb\r\nc\td\be', 'it''s', 'say "yes"', '$1 ? %s {0} ${x}', 'a;b,c|d', '\\', NULL),
  (8, '{}', '{a,b}', '(1,2)', '\n', '\Z', '�', '�', NULL),
  (9, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO text_keys VALUES ('a', 1), ('b ', 2), ('größe 😀', 3), ('', 4), ('it''s \\ "', 5);

-- created texts at postgresql
id integer not null
c character varying(10)
v character varying(255)
tiny text
t text
medium text
huge text
n character varying(5)
none text
primary key (id)

-- expect the texts at postgresql
SELECT id, quote_nullable(c), quote_nullable(v), quote_nullable(tiny), quote_nullable(t), quote_nullable(medium),
       quote_nullable(huge), quote_nullable(n), quote_nullable(none)
FROM texts WHERE id < 7 OR id = 9 ORDER BY id;
1 | 'abc' | 'abc' | 'abc' | 'abc' | 'abc' | 'abc' | 'abc' | ''
2 | '' | '' | '' | '' | '' | '' | '' | ''
3 | 'abc' | 'abc   ' | 'abc   ' | 'abc   ' | 'abc   ' | 'abc   ' | 'abc' | NULL
4 | '   abc' | '   abc' | ' ' | '  ' | '   ' | '    ' | ' a' | NULL
5 | '😀𝄞größe日本' | '😀𝄞größe日本' | '😀' | '👨‍👩‍👧' | 'Ω≈ç√' | 'eu0301' | 'größe' | NULL
6 | 'NULL' | 'NULL' | E'\\N' | E'\\.' | 'null' | E'\\\\' | 'NULL' | NULL
9 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- expect characters of control, as bytes of UTF-8 at postgresql
SELECT encode(convert_to(c, 'UTF8'), 'hex'), encode(convert_to(v, 'UTF8'), 'hex'), tiny, t, medium, huge, n FROM texts WHERE id = 7;
610a620963 | 610a620d0a6309640865 | it's | say "yes" | $1 ? %s {0} ${x} | a;b,c|d | \

-- expect a single end of line, a Control-Z, and the mark for what cannot be shown at postgresql
SELECT c, v, tiny, encode(convert_to(t, 'UTF8'), 'hex'), encode(convert_to(medium, 'UTF8'), 'hex'), huge, n FROM texts WHERE id = 8;
{} | {a,b} | (1,2) | 0a | 1a | � | �

-- change
UPDATE texts SET c = 'new' WHERE id = 1;
UPDATE texts SET v = 'new ' WHERE id = 1;
UPDATE texts SET tiny = '' WHERE id = 1;
UPDATE texts SET t = NULL WHERE id = 1;
UPDATE texts SET medium = 'ABC' WHERE id = 1;
UPDATE texts SET huge = 'abc ' WHERE id = 1;
UPDATE texts SET c = '', v = '', tiny = 'x', t = 'y', medium = '😀', huge = 'z' WHERE id = 9;
DELETE FROM texts WHERE id = 2;
UPDATE text_keys SET v = v + 10;
UPDATE text_keys SET k = 'A' WHERE k = 'a';
UPDATE text_keys SET k = 'größer 😀' WHERE v = 13;
DELETE FROM text_keys WHERE v = 12;

-- expect the updates at postgresql
SELECT id, quote_nullable(c), quote_nullable(v), quote_nullable(tiny), quote_nullable(t), quote_nullable(medium), quote_nullable(huge)
FROM texts WHERE id IN (1, 2, 9) ORDER BY id;
1 | 'new' | 'new ' | '' | NULL | 'ABC' | 'abc '
9 | '' | '' | 'x' | 'y' | '😀' | 'z'

-- expect keys that the source takes for equal in another case at postgresql
SELECT quote_literal(k), v FROM text_keys ORDER BY v;
'A' | 11
'größer 😀' | 13
'' | 14
E'it''s \\ "' | 15

-- equal

# MySQL's documents: the text that the server prints, every digit of it. (A number of 30 digits MySQL itself keeps as a double.)
-- from mysql
-- covers JSON (MySQL)
CREATE TABLE documents (id INT PRIMARY KEY, j JSON);
CREATE TABLE documents_without_key (n INT, j JSON);

-- stream
INSERT INTO documents VALUES
  (1, '{}'), (2, '[]'), (3, 'null'), (4, 'true'), (5, '"text"'), (6, '""'), (7, NULL),
  (8, '{"b": 1, "a": {"deep": [1, [2, [3, {"x": null}]]]}, "größe": "😀"}'),
  (9, '[0, -1, 32767, 32768, -32769, 65536, 2147483648, -2147483649, 9223372036854775807, -9223372036854775808, 18446744073709551615]'),
  (10, '[1.0, 0.1, -2.5, 1e100, 1e-100, 123456789012345678901234567890, 0.30000000000000004]'),
  (11, '"quote \\" back \\\\ slash \\/ line \\n tab \\t nul \\u0000 bell \\u0007 euro \\u20ac"'),
  (12, JSON_OBJECT('decimal', CAST('12345678901234567890.1234567890' AS DECIMAL(30,10)), 'date', CAST('2024-02-29' AS DATE),
       'time', CAST('-12:30:01.5' AS TIME(6)), 'moment', CAST('2024-02-29 12:30:01.000001' AS DATETIME(6)))),
  (13, CONCAT('{"k": "', REPEAT('x', 70000), '", "n": [', REPEAT('1,', 50000), '2]}'));
INSERT INTO documents_without_key VALUES (1, '{"a": 1}'), (1, '{"a": 1}'), (2, '[1.0]');

-- created documents at postgresql
id integer not null
j json
primary key (id)

-- created documents at mysql
id int not null
j json
primary key (id)

-- created documents at mariadb
id int not null
j longtext
primary key (id)

-- expect the documents at postgresql
SELECT id, j FROM documents WHERE id < 13 ORDER BY id;
1 | {}
2 | []
3 | null
4 | true
5 | "text"
6 | ""
7 | NULL
8 | {"a": {"deep": [1, [2, [3, {"x": null}]]]}, "b": 1, "größe": "😀"}
9 | [0, -1, 32767, 32768, -32769, 65536, 2147483648, -2147483649, 9223372036854775807, -9223372036854775808, 18446744073709551615]
10 | [1.0, 0.1, -2.5, 1e100, 1e-100, 1.2345678901234566e29, 0.30000000000000004]
11 | "quote \" back \\ slash / line \n tab \t nul \u0000 bell \u0007 euro €"
12 | {"date": "2024-02-29", "time": "-12:30:01.500000", "moment": "2024-02-29 12:30:01.000001", "decimal": 12345678901234567890.1234567890}

-- compare what both servers print at postgresql
SELECT id, CAST(j AS CHAR) FROM documents ORDER BY id;
SELECT id, j FROM documents ORDER BY id;

-- change
UPDATE documents SET j = JSON_SET(j, '$.b', 2, '$.c', CAST('[]' AS JSON)) WHERE id = 8;
UPDATE documents SET j = NULL WHERE id = 1;
UPDATE documents SET j = 'null' WHERE id = 7;
UPDATE documents SET j = JSON_REMOVE(j, '$.k') WHERE id = 13;
UPDATE documents_without_key SET j = '{"a": 2}' WHERE n = 1 LIMIT 1;
DELETE FROM documents_without_key WHERE n = 2;

-- compare the updates at postgresql
SELECT id, CAST(j AS CHAR) FROM documents ORDER BY id;
SELECT id, j FROM documents ORDER BY id;

-- expect NULL apart from JSON's null at postgresql
SELECT id, quote_nullable(j::text) FROM documents WHERE id IN (1, 7, 8) ORDER BY id;
1 | NULL
7 | 'null'
8 | '{"a": {"deep": [1, [2, [3, {"x": null}]]]}, "b": 2, "c": [], "größe": "😀"}'

-- expect rows found by their document at postgresql
SELECT n, j FROM documents_without_key ORDER BY j::text;
1 | {"a": 1}
1 | {"a": 2}

-- equal

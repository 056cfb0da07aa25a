# Tables made by hand keep their types, their columns' order, defaults and further columns; values are converted where nothing is lost.
-- to postgresql
CREATE TABLE existing (
  id INT UNSIGNED PRIMARY KEY,
  number_as_numeric INT, unsigned_as_bigint BIGINT UNSIGNED, decimal_as_text DECIMAL(5,2), number_as_text INT, float_as_double FLOAT,
  year_as_integer YEAR, text_as_varchar VARCHAR(100), text_as_char CHAR(5), text_as_uuid CHAR(36), text_as_jsonb TEXT,
  day_as_text DATE, moment_as_instant DATETIME(3), instant_as_moment TIMESTAMP(3) NULL, moment_as_text DATETIME(6), time_as_text TIME(1),
  enum_as_enum ENUM('sad', 'happy'), set_as_text SET('a', 'b'), bits_as_varbit BIT(5), bits_as_text BIT(3), flag TINYINT(1),
  decimal_as_integer DECIMAL(9,0), number_as_double INT, wider DECIMAL(5,2)
);
CREATE TABLE computed (id INT PRIMARY KEY, a INT, doubled INT AS (a * 2) STORED);

-- target
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE DOMAIN short_text AS varchar(10);
CREATE TABLE existing (
  extra text DEFAULT 'of the target',
  wider numeric(20,4), number_as_double double precision, decimal_as_integer bigint, flag boolean,
  bits_as_text text, bits_as_varbit varbit(10), set_as_text varchar(50), enum_as_enum mood, time_as_text text, moment_as_text text,
  instant_as_moment timestamp, moment_as_instant timestamptz, day_as_text text, text_as_jsonb jsonb, text_as_uuid uuid, text_as_char char(5),
  text_as_varchar short_text, year_as_integer integer, float_as_double double precision, number_as_text text, decimal_as_text text,
  unsigned_as_bigint bigint, number_as_numeric numeric,
  id bigint PRIMARY KEY,
  written timestamptz DEFAULT now()
);
CREATE TABLE computed (id integer PRIMARY KEY, a integer, doubled integer GENERATED ALWAYS AS (a * 2) STORED);

-- stream
SET time_zone = '+02:00';
INSERT INTO existing VALUES
  (4294967295, -5, 9223372036854775807, -1.50, 7, 0.1, 2024, 'short', 'abc', '6ccd780c-baba-1026-9564-5b8c656024db', '{"a": [1, 2]}',
   NULL, '2024-07-01 12:00:00.001', '2024-07-01 12:00:00.001', '2024-07-01 12:00:00.1', '-100:00:00.5',
   'happy', 'a,b', b'101', b'011', 1, 123456789, 2147483647, 1.25),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO computed (id, a) VALUES (1, 2), (2, 3);

-- expect values converted
SELECT id, number_as_numeric, unsigned_as_bigint, decimal_as_text, number_as_text, float_as_double::real, year_as_integer, text_as_varchar,
       text_as_char, text_as_uuid, text_as_jsonb
FROM existing ORDER BY id;
2 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
4294967295 | -5 | 9223372036854775807 | -1.50 | 7 | 0.1 | 2024 | short | abc   | 6ccd780c-baba-1026-9564-5b8c656024db | {"a": [1, 2]}

-- expect times converted: what has no zone is taken for UTC
SELECT day_as_text, moment_as_instant, instant_as_moment, moment_as_text, time_as_text FROM existing WHERE id > 2;
NULL | 2024-07-01 12:00:00.001+00 | 2024-07-01 10:00:00.001 | 2024-07-01 12:00:00.100000 | -100:00:00.5

-- expect the rest converted, and what only the target has
SELECT enum_as_enum, set_as_text, bits_as_varbit, bits_as_text, flag::text, decimal_as_integer, number_as_double, wider, extra,
       written > '2024-01-01' AS written
FROM existing WHERE id > 2;
happy | a,b | 00101 | 011 | true | 123456789 | 2147483647 | 1.2500 | of the target | t

-- change
UPDATE existing SET enum_as_enum = 'sad', text_as_varchar = 'longer', number_as_numeric = NULL WHERE id > 2;
UPDATE existing SET enum_as_enum = 'happy', number_as_numeric = 1 WHERE id = 2;
UPDATE computed SET a = 5 WHERE id = 1;

-- expect the updates
SELECT id, enum_as_enum, text_as_varchar, number_as_numeric, extra FROM existing ORDER BY id;
2 | happy | NULL | 1 | of the target
4294967295 | sad | longer | NULL | of the target

-- expect columns that both sides compute
SELECT * FROM computed ORDER BY id;
1 | 5 | 10
2 | 3 | 6

# BOOLEAN is another name for TINYINT(1), which holds any small number: so a table made by dbstream has a smallint, and one made by
# hand may have a boolean.
-- covers BOOLEAN
CREATE TABLE flags (id INT PRIMARY KEY, flag BOOLEAN, number TINYINT(1));
CREATE TABLE switches (id INT PRIMARY KEY, flag BOOLEAN, number BOOL, one_bit BIT(1));

-- target at postgresql
CREATE TABLE switches (id integer PRIMARY KEY, flag boolean, number boolean NOT NULL, one_bit boolean);

-- stream
INSERT INTO flags VALUES (1, TRUE, 1), (2, FALSE, 0), (3, NULL, NULL), (4, 7, -128);
INSERT INTO switches VALUES (1, TRUE, 0, b'1'), (2, FALSE, 1, b'0'), (3, NULL, 0, NULL);
UPDATE flags SET flag = NOT flag;
UPDATE switches SET flag = NOT flag, one_bit = b'0';

-- created flags at postgresql
id integer not null
flag smallint
number smallint
primary key (id)

-- created flags at mysql, mariadb
id int not null
flag tinyint(1)
number tinyint(1)
primary key (id)

-- expect numbers at postgresql
SELECT id, flag, number FROM flags ORDER BY id;
1 | 0 | 1
2 | 1 | 0
3 | NULL | NULL
4 | 0 | -128

-- expect truth at postgresql
SELECT id, flag::text, number::text, one_bit::text FROM switches ORDER BY id;
1 | false | false | false
2 | true | true | false
3 | NULL | false | false

-- equal

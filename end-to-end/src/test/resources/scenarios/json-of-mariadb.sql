# MariaDB's JSON is another name for LONGTEXT: the text as it was written.
-- from mariadb
-- covers JSON (MariaDB)
CREATE TABLE documents (id INT PRIMARY KEY, j JSON);

-- stream
INSERT INTO documents VALUES
  (1, '{}'), (2, ' [1,2 ,3.00]  '), (3, 'null'), (4, '{"b":1,"a":2,"b":3}'), (5, '12345678901234567890.123456789012345678901234567890'),
  (6, '"größe 😀 \\u0000 \\""'), (7, NULL);
UPDATE documents SET j = JSON_SET(j, '$.c', 4) WHERE id = 1;
UPDATE documents SET j = NULL WHERE id = 3;
UPDATE documents SET j = 'null' WHERE id = 7;

-- created documents at postgresql
id integer not null
j text
primary key (id)

-- created documents at mysql, mariadb
id int not null
j longtext
primary key (id)

-- expect the texts at postgresql
SELECT id, quote_nullable(j) FROM documents ORDER BY id;
1 | '{"c": 4}'
2 | ' [1,2 ,3.00]  '
3 | NULL
4 | '{"b":1,"a":2,"b":3}'
5 | '12345678901234567890.123456789012345678901234567890'
6 | E'"größe 😀 \\u0000 \\""'
7 | 'null'

-- equal

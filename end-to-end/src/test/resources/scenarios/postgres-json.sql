# Documents: json as it was written, jsonb as the server prints it, numbers with all of their digits.
-- from postgresql
-- covers json, jsonb
CREATE TABLE documents (id integer PRIMARY KEY, j json, b jsonb);
CREATE TABLE documents_of_any_key (n integer, b jsonb);
ALTER TABLE documents_of_any_key REPLICA IDENTITY FULL;

-- stream
INSERT INTO documents VALUES
  (1, '{}', '{}'), (2, ' [1,2 ,3.00]  ', ' [1,2 ,3.00]  '), (3, 'null', 'null'), (4, '{"b":1,"a":2,"b":3}', '{"b":1,"a":2,"b":3}'),
  (5, '12345678901234567890.123456789012345678901234567890', '12345678901234567890.123456789012345678901234567890'), (6, '"größe 😀 \u00e4 \""', '"größe 😀 \u00e4 \""'),
  (7, '"\u0000"', '"/ \/ \\ \b\f\n\r\t"'), (8, '1e400', '1e400'), (9, '[1.0, 1.10, -0.0, 1E5, 1e-5]', '[1.0, 1.10, -0.0, 1E5, 1e-5]'), (10, NULL, NULL),
  (11, '{"a":{"deep":[1,[2,[3,{"x":null}]]]},"größe":"😀"}', '{"a":{"deep":[1,[2,[3,{"x":null}]]]},"größe":"😀"}'), (12, '""', '""'),
  (13, '18446744073709551616', '18446744073709551616'), (14, 'true', 'false');
INSERT INTO documents SELECT 15, j::json, j::jsonb FROM (SELECT '{"k": "' || repeat('x', 70000) || '", "n": [' || repeat('1,', 50000) || '2]}' AS j);
INSERT INTO documents_of_any_key VALUES (1, '{"a": 1}'), (1, '{"a": 1}'), (2, '[1.0]');

-- created documents at mysql, mariadb
id int not null
j longtext
b longtext
primary key (id)

-- equal

-- change
UPDATE documents SET b = b || '{"c": 4}' WHERE id = 1;
UPDATE documents SET j = NULL WHERE id = 3;
UPDATE documents SET j = 'null', b = 'null' WHERE id = 10;
UPDATE documents SET b = b - 'k' WHERE id = 15;
UPDATE documents_of_any_key SET b = '{"a": 2}' WHERE ctid = (SELECT min(ctid) FROM documents_of_any_key);
DELETE FROM documents_of_any_key WHERE n = 2;

-- equal

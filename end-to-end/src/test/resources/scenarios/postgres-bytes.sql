# Bytes: zeros at the end, bytes that are no text, the empty value, and keys of bytes.
-- from postgresql
-- covers bytea
CREATE TABLE bytes (id integer PRIMARY KEY, b bytea, needed bytea NOT NULL DEFAULT '');

-- stream
INSERT INTO bytes VALUES
  (1, '\x01020304', '\x00'), (2, '\x', '\x'), (3, '\x00', '\x0000'), (4, '\xfffe80c35c5c780a0d1a27', '\x5c'), (5, E'abc\\000', '\x5c783030'), (6, NULL, '\x41');
INSERT INTO bytes SELECT 7, decode(string_agg(lpad(to_hex(n), 2, '0'), ''), 'hex') FROM generate_series(0, 255) AS n;
UPDATE bytes SET b = '\x00' WHERE id = 2;
UPDATE bytes SET b = NULL WHERE id = 3;
UPDATE bytes SET b = '', needed = '\xff' WHERE id = 6;

-- created bytes at postgresql
id integer not null
b bytea
needed bytea not null
primary key (id)

-- created bytes at mysql, mariadb
id int not null
b longblob
needed longblob not null
primary key (id)

-- equal

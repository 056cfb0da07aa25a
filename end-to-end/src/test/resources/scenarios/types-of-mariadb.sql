# MariaDB's own types.
-- from mariadb
-- covers UUID, INET4, INET6
CREATE TABLE ids (id INT PRIMARY KEY, u UUID, i4 INET4, i6 INET6);
CREATE TABLE id_keys (u UUID PRIMARY KEY, v INT);

-- stream
INSERT INTO ids VALUES
  (1, '00000000-0000-0000-0000-000000000000', '0.0.0.0', '::'), (2, 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
  (3, '6ccd780c-baba-1026-9564-5b8c656024db', '192.168.0.1', '2001:db8::ff00:42:8329'), (4, NULL, NULL, NULL), (5, '123e4567-e89b-42d3-a456-426614174000', '10.0.0.1', '::ffff:10.0.0.1'),
  (6, '018e5d2c-7b1a-7cc0-8b3a-0123456789ab', '1.2.3.4', '::10.0.0.1');
INSERT INTO id_keys VALUES ('6ccd780c-baba-1026-9564-5b8c656024db', 1), ('123e4567-e89b-42d3-a456-426614174000', 2);
UPDATE ids SET u = NULL, i4 = '1.1.1.1', i6 = NULL WHERE id = 1;
UPDATE ids SET u = '6ccd780c-baba-1026-9564-5b8c656024db', i6 = '::1' WHERE id = 4;
UPDATE id_keys SET v = v + 10;
DELETE FROM id_keys WHERE v = 12;

-- created ids at postgresql
id integer not null
u uuid
i4 inet
i6 inet
primary key (id)

-- created ids at mariadb
id int not null
u uuid
i4 inet4
i6 inet6
primary key (id)

-- created ids at mysql
id int not null
u char(36)
i4 varchar(15)
i6 varchar(45)
primary key (id)

-- equal rows

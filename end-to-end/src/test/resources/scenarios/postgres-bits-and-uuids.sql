# Bit strings of any length, and UUIDs.
-- from postgresql
-- covers bit(n), bit varying(n), uuid
CREATE TABLE bits (id integer PRIMARY KEY, b1 bit, b8 bit(8), b64 bit(64), b100 bit(100), v varbit, v10 varbit(10));
CREATE TABLE uuids (u uuid PRIMARY KEY, other uuid, v integer);

-- stream
INSERT INTO bits VALUES
  (1, B'0', B'00000000', repeat('0', 64)::bit(64), repeat('0', 100)::bit(100), B'', B''),
  (2, B'1', B'10000001', ('1' || repeat('0', 62) || '1')::bit(64), ('1' || repeat('0', 98) || '1')::bit(100), B'1', B'0000000001'),
  (3, B'1', B'11111111', repeat('1', 64)::bit(64), repeat('1', 100)::bit(100), repeat('10', 100)::varbit, B'1111111111'), (4, B'0', B'00000101', 1::bit(64), 1::bit(100), B'0', B'00'),
  (5, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO uuids VALUES
  ('00000000-0000-0000-0000-000000000000', NULL, 1), ('FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '6CCD780C-BABA-1026-9564-5B8C656024DB', 2),
  ('{6ccd780c-baba-1026-9564-5b8c656024db}', '00000000-0000-0000-0000-000000000000', 3);

-- created bits at mysql, mariadb
id int not null
b1 bit(1)
b8 bit(8)
b64 bit(64)
b100 longtext
v longtext
v10 longtext
primary key (id)

-- created uuids at mysql
u char(36) not null
other char(36)
v int
primary key (u)

-- created uuids at mariadb
u uuid not null
other uuid
v int
primary key (u)

-- equal

-- change
UPDATE bits SET b1 = B'1', b8 = B'00000011' WHERE id = 1;
UPDATE bits SET b64 = NULL, v = B'111' WHERE id = 2;
UPDATE bits SET b1 = B'0', b64 = 3::bit(64) WHERE id = 5;
UPDATE uuids SET v = v + 10;
UPDATE uuids SET u = '11111111-1111-1111-1111-111111111111' WHERE v = 12;
DELETE FROM uuids WHERE v = 13;

-- equal

# Addresses of networks and of network cards.
-- from postgresql
-- covers inet, cidr, macaddr, macaddr8
CREATE TABLE addresses (id integer PRIMARY KEY, i inet, c cidr, m macaddr, m8 macaddr8);
CREATE TABLE address_keys (i inet PRIMARY KEY, v integer);

-- stream
INSERT INTO addresses VALUES
  (1, '0.0.0.0', '0.0.0.0/0', '00:00:00:00:00:00', '00:00:00:00:00:00:00:00'), (2, '255.255.255.255', '10.0.0.0/8', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff'),
  (3, '192.168.0.1/24', '192.168.0.0/16', '08-00-2B-01-02-03', '08002b:0102030405'), (4, '::1', '::/0', NULL, NULL),
  (5, '2001:DB8::ff00:42:8329/64', '2001:db8::/32', '08:00:2b:01:02:03', '08:00:2b:ff:fe:01:02:03'), (6, NULL, NULL, NULL, NULL), (7, '::ffff:10.0.0.1', '::ffff:10.0.0.0/120', NULL, NULL);
INSERT INTO address_keys VALUES ('10.0.0.1', 1), ('10.0.0.1/8', 2), ('::1', 3);
UPDATE addresses SET i = '10.0.0.2', c = '10.0.0.2' WHERE id = 6;
UPDATE addresses SET i = NULL WHERE id = 1;
UPDATE address_keys SET v = v + 10 WHERE i = '10.0.0.1';
DELETE FROM address_keys WHERE i = '::1';

-- created addresses at mysql, mariadb
id int not null
i longtext
c longtext
m longtext
m8 longtext
primary key (id)

-- equal

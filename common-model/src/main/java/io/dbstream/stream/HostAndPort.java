package io.dbstream.stream;

/** The address part of a connection string: {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port}. */
record HostAndPort(String host, int port) {
    static HostAndPort parse(DatabaseType type, String address, String defaultHost) {
        if (address.indexOf(',') >= 0) {
            throw ConnectionStrings.malformed(type, "it names several hosts, one is supported");
        }
        String host = address;
        String port = "";
        int colon = address.lastIndexOf(':');
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            if (end < 0 || (end + 1 < address.length() && address.charAt(end + 1) != ':')) {
                throw ConnectionStrings.malformed(type, "an IPv6 address needs brackets around it, as in [::1]:5432");
            }
            host = address.substring(1, end);
            port = end + 1 < address.length() ? address.substring(end + 2) : "";
        } else if (colon >= 0) {
            host = address.substring(0, colon);
            port = address.substring(colon + 1);
            if (host.indexOf(':') >= 0) {
                throw ConnectionStrings.malformed(type, "an IPv6 address needs brackets around it, as in [::1]:5432");
            }
        }
        if (host.startsWith("/")) {
            throw ConnectionStrings.malformed(type, "Unix sockets are not supported: name a host");
        }
        if (!host.matches("[\\w.:%-]*")) {
            throw ConnectionStrings.malformed(type, "the host has a character that no host name has");
        }
        return new HostAndPort(
                host.isEmpty() ? defaultHost : host,
                port.isEmpty() ? ConnectionStrings.defaultPort(type) : ConnectionStrings.port(type, port));
    }
}

package io.dbstream.api.rest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names by which the API may be called. A page of another site can have its own name point to this machine once it is loaded
 * ("DNS rebinding"); the browser then takes the API for a part of that site, and only the header {@code Host} still shows the
 * difference. An address in figures is never such a name.
 */
public final class AllowedHosts {
    private static final Pattern WITH_PORT = Pattern.compile("(?<host>\\[[^\\]]*]|[^:]*)(?::[0-9]*)?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.%]+]");
    private static final String THIS_MACHINE = "localhost";

    private final boolean any;
    private final Set<String> names;

    private AllowedHosts(boolean any, Set<String> names) {
        this.any = any;
        this.names = names;
    }

    /** Every name. */
    public static AllowedHosts any() {
        return new AllowedHosts(true, Set.of());
    }

    /** Addresses, this machine's own name for itself, and these names, whatever the port. */
    public static AllowedHosts thisMachineAnd(Set<String> names) {
        return new AllowedHosts(
                false, names.stream().map(AllowedHosts::withoutCase).collect(Collectors.toUnmodifiableSet()));
    }

    /** @param header what the request's {@code Host} says; null when it has none, so that no browser sent it */
    boolean allow(@Nullable String header) {
        if (any || header == null) {
            return true;
        }
        Matcher matcher = WITH_PORT.matcher(withoutCase(header));
        if (!matcher.matches()) {
            return false;
        }
        String host = matcher.group("host");
        return host.equals(THIS_MACHINE) || ADDRESS.matcher(host).matches() || names.contains(host);
    }

    private static String withoutCase(String host) {
        return host.strip().toLowerCase(Locale.ROOT);
    }
}

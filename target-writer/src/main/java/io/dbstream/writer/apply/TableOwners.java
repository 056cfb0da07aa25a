package io.dbstream.writer.apply;

import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Destinations;
import java.util.HashMap;
import java.util.Map;

/**
 * Which table of the source each table of the target belongs to: to one only. Names are compared as the target's server compares them.
 */
public final class TableOwners {
    private final Map<String, TableId> owners = new HashMap<>();

    /**
     * Takes a table of the target for one of the source.
     *
     * @param target by its full name, in such a form that two names of one table are the same text
     * @throws StreamException CONFIGURATION when another one has it
     */
    public void claim(TableId source, String target) {
        TableId other = owners.putIfAbsent(target, source);
        if (other != null && !other.equals(source)) {
            throw Destinations.shared(other.toString(), source.toString(), target);
        }
    }
}

package io.dbstream.writer.apply;

import io.dbstream.schema.TableId;
import io.dbstream.stream.TableFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Which table of the target each table of the source goes to. */
public final class TableMapping {
    /** What a target's namespace is called when it is the target's own. */
    private static final String OWN = "";

    private final String sourceDefaultNamespace;
    private final Map<TableId, TableId> named = new LinkedHashMap<>();
    private final Map<TableId, TableId> renamed = new LinkedHashMap<>();

    /** Every table keeps its name. */
    public TableMapping(String sourceDefaultNamespace) {
        this(sourceDefaultNamespace, List.of());
    }

    /**
     * @param sourceDefaultNamespace the namespace whose tables go to the target's own; others go to one of the same name
     * @param filters say of some tables that they go elsewhere
     */
    public TableMapping(String sourceDefaultNamespace, List<TableFilter> filters) {
        this.sourceDefaultNamespace = sourceDefaultNamespace;
        for (TableFilter filter : filters) {
            TableId source = filter.table().in(sourceDefaultNamespace);
            TableId target = filter.destination(sourceDefaultNamespace).in(OWN);
            named.put(source, target);
            if (filter.target() != null) {
                renamed.put(lowerCase(source), target);
            }
        }
    }

    /** The target's table; its namespace is empty for the target's own: the connection's database, or the current schema. */
    public TableId target(TableId source) {
        TableId target = named.get(source);
        if (target == null) {
            // A MySQL server that writes all names in lower case sends none in the user's spelling.
            target = renamed.get(lowerCase(source));
        }
        return target == null ? sameName(source) : target;
    }

    /**
     * Refuses a stream two of whose named tables go to one, as the target's server sees it.
     *
     * @param nameAtTarget the full name of the target's table for one of the source, the same text for two names of one table
     */
    public void refuseSharing(Function<TableId, String> nameAtTarget) {
        TableOwners owners = new TableOwners();
        for (TableId source : named.keySet()) {
            owners.claim(source, nameAtTarget.apply(source));
        }
    }

    private TableId sameName(TableId source) {
        boolean isDefault = source.namespace().equalsIgnoreCase(sourceDefaultNamespace);
        return isDefault ? new TableId(OWN, source.name()) : source;
    }

    private static TableId lowerCase(TableId id) {
        return new TableId(id.namespace().toLowerCase(Locale.ROOT), id.name().toLowerCase(Locale.ROOT));
    }
}

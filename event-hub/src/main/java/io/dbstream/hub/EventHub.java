package io.dbstream.hub;

import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterRequests;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import java.util.Set;

/**
 * What the services share: one hub stream of bundles per stream, and directories of what is wanted and what is.
 *
 * <p>Every method may throw {@link io.dbstream.error.StreamException} of kind HUB_UNAVAILABLE, after which the same call may
 * be made again. All methods may be called from any thread.
 */
public interface EventHub extends AutoCloseable {
    /** The hub stream of a stream, whether it exists yet or not. */
    HubStream stream(String streamId);

    /** The ids of the streams of which there is a hub stream. */
    Set<String> streamIds();

    /** What the user wants: by stream id. */
    Directory<StreamRecord> streams();

    /** How the streams are: by {@link Keys#status}. */
    Directory<SideStatus> statuses();

    /**
     * What the targets have committed, as their writers last said: by stream id. A writer speaks here before it reads its first
     * message; an entry may trail the target's own table, never lead it.
     */
    Directory<Checkpoint> checkpoints();

    /** What the targets keep aside, as their writers last said: by stream id. */
    Directory<DeadLetters> deadLetters();

    /** What users want to become of that: by stream id. The api-server adds requests, the writer takes away those it has settled. */
    Directory<LetterRequests> letterRequests();

    /** Who works on what, by {@link Keys#lease}, and who is there to work, by {@link Keys#worker}. */
    Leases leases();

    /** Whether the connection stands at this moment. */
    boolean isConnected();

    @Override
    void close();
}

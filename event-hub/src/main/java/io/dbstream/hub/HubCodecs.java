package io.dbstream.hub;

import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterRequests;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.codec.LetterCodec;
import io.dbstream.stream.codec.RecordCodec;

/** How what the directories hold is written and read: as JSON. */
final class HubCodecs {
    static final Codec<StreamRecord> STREAMS = new Codec<>(RecordCodec::write, RecordCodec::readStream);
    static final Codec<SideStatus> STATUSES = new Codec<>(RecordCodec::write, RecordCodec::readStatus);
    static final Codec<Checkpoint> CHECKPOINTS = new Codec<>(RecordCodec::write, RecordCodec::readCheckpoint);
    static final Codec<DeadLetters> DEAD_LETTERS = new Codec<>(LetterCodec::write, LetterCodec::readLetters);
    static final Codec<LetterRequests> LETTER_REQUESTS = new Codec<>(LetterCodec::write, LetterCodec::readRequests);

    private HubCodecs() {}
}

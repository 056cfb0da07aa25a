package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.codec.BundleDecoder;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does with letters what the user wants, within the open transaction. */
final class Settlement {
    private final Dialect dialect;
    private final Transaction transaction;
    private final TargetTables tables;
    private final Plans plans;
    private final HeldLetters letters;
    private final LetterTable table;
    private final BundleDecoder decoder = new BundleDecoder();
    /** What is being applied, to be blamed. */
    private @Nullable PlannedChange current;

    Settlement(
            Dialect dialect,
            Transaction transaction,
            TargetTables tables,
            Plans plans,
            HeldLetters letters,
            LetterTable table) {
        this.dialect = dialect;
        this.transaction = transaction;
        this.tables = tables;
        this.plans = plans;
        this.letters = letters;
        this.table = table;
    }

    LetterOutcome settle(LetterRequest request) throws SQLException {
        // Whoever asks for a retry has mended something, a table perhaps.
        plans.forgetAll();
        int applied = 0;
        int refused = 0;
        int skipped = 0;
        for (HeldLetter letter : meant(request)) {
            switch (request.action()) {
                case SKIP -> {
                    letters.remove(letter);
                    skipped++;
                }
                case RETRY -> {
                    if (retry(letter)) {
                        applied++;
                    } else {
                        refused++;
                    }
                }
            }
        }
        return new LetterOutcome(request.number(), applied, refused, skipped);
    }

    private List<HeldLetter> meant(LetterRequest request) {
        Long number = request.letter();
        return number == null
                ? letters.all()
                : Optional.ofNullable(letters.find(number)).stream().toList();
    }

    private boolean retry(HeldLetter letter) throws SQLException {
        StreamException refusal = refusal(letter);
        if (refusal == null) {
            letters.remove(letter);
            return true;
        }
        letters.refusedAgain(letter, refusal);
        // A table that was made for it is gone again.
        plans.forgetAll();
        return false;
    }

    /** Why the target refuses the letter still; null when it has taken it. */
    private @Nullable StreamException refusal(HeldLetter letter) throws SQLException {
        current = null;
        StreamException refusal;
        try {
            SQLException failure = transaction.attempt(() -> apply(letter));
            if (failure == null) {
                return null;
            }
            PlannedChange blamed = current;
            refusal = blamed == null
                    ? dialect.failure(failure, "Applying a dead letter of table " + letter.table())
                    : blamed.plan().writer().refusal(failure, blamed.image());
        } catch (StreamException e) {
            refusal = e;
        }
        if (refusal.kind().retryable() || refusal.kind() == ErrorKind.FENCED) {
            throw refusal;
        }
        return refusal;
    }

    private void apply(HeldLetter letter) throws SQLException {
        for (long event : table.events(letter.number())) {
            for (ChangeEvent change : decoder.decode(table.bundle(event)).events()) {
                DataEvent data = (DataEvent) change;
                PlannedChange planned = new PlannedChange(event, data, plans.of(data.table()));
                current = planned;
                tables.deferConstraints();
                ExactPath.apply(planned.plan(), data);
            }
        }
        tables.checkConstraints();
    }
}

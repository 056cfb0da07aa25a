package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root: where this JVM is root's, it runs as the user {@code nobody}. */
final class Superuser {
    private static final String OTHER_USER = "nobody";

    private Superuser() {}

    static boolean isMe() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The command as one that changes the user and then becomes the command, in the same process. */
    static List<String> asOther(List<String> command) {
        Path setpriv = Command.onPath("setpriv")
                .orElseThrow(() -> new SandboxException(
                        "PostgreSQL does not run as root, and there is no setpriv to change the user with. Install it"
                                + " (apt-get install util-linux), or run this as another user than root."));
        var whole = new ArrayList<>(List.of(
                setpriv.toString(),
                "--reuid=" + OTHER_USER,
                "--regid=" + groupId(),
                "--clear-groups",
                "--inh-caps=-all",
                "--"));
        whole.addAll(command);
        return List.copyOf(whole);
    }

    static void giveToOther(Path path) throws IOException {
        var owners = path.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(path, owners.lookupPrincipalByName(OTHER_USER));
    }

    /** The group is called nogroup here and nobody there; its number is the one of the user's entry. */
    private static String groupId() {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields[0].equals(OTHER_USER))
                    .map(fields -> fields[3])
                    .findFirst()
                    .orElseThrow(() -> new SandboxException("There is no user " + OTHER_USER + " in /etc/passwd"));
        } catch (IOException e) {
            throw new SandboxException("Cannot read /etc/passwd: " + e.getMessage(), e);
        }
    }
}

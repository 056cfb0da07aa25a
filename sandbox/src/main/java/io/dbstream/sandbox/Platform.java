package io.dbstream.sandbox;

import java.util.Set;

/** For which machines there are binaries. */
final class Platform {
    private static final Set<String> X64 = Set.of("amd64", "x86_64");

    private Platform() {}

    static void demandLinuxX64(String what) {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        if (!system.equals("Linux") || !X64.contains(processor)) {
            throw new SandboxException("The sandbox has a %s for Linux on x86-64 only, and this machine runs %s on %s."
                    .formatted(what, system, processor));
        }
    }
}

package io.dbstream.endtoend.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Makes faults happen as the schedule says. Each has a thread of its own: they overlap, but for those of one victim. */
final class Injector {
    private final Report report;
    private final Map<String, Lock> victims = new ConcurrentHashMap<>();

    Injector(Report report) {
        this.report = report;
    }

    /** Returns when everything has happened and is mended; early when the report has a violation. */
    void run(Schedule schedule) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Schedule.Entry entry : schedule.entries()) {
            while (report.time().compareTo(entry.at()) < 0) {
                Thread.sleep(Duration.ofMillis(10));
            }
            if (report.isBroken()) {
                break;
            }
            threads.add(Thread.ofVirtual().start(() -> strike(entry)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void strike(Schedule.Entry entry) {
        Fault fault = entry.fault();
        Lock victim = victims.computeIfAbsent(fault.victim(), name -> new ReentrantLock());
        victim.lock();
        try {
            if (begins(entry)) {
                report.struck(fault.kind());
                Thread.sleep(entry.lasts());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            mend(fault);
            victim.unlock();
        }
    }

    private boolean begins(Schedule.Entry entry) {
        try {
            report.say(entry.fault() + ", " + entry.lasts().toMillis() + " ms");
            entry.fault().begin().begin(entry.dice());
            return true;
        } catch (Exception e) {
            report.say(entry.fault() + " did not happen: " + e.getMessage());
            report.missed(entry.fault().kind());
            return false;
        }
    }

    private void mend(Fault fault) {
        try {
            fault.mend().mend();
            if (!fault.longest().isZero()) {
                report.say(fault + " is over");
            }
        } catch (Exception e) {
            report.violation(fault.victim(), "does not come back after " + fault + ": " + e.getMessage());
        }
    }
}

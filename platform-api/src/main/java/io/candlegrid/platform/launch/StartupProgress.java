package io.candlegrid.platform.launch;

/** Where a starting platform says what it is doing; thread-safe. */
@FunctionalInterface
public interface StartupProgress {

    /** Says nothing. */
    StartupProgress SILENT = line -> {};

    /** One line for a person, without a line end. */
    void say(String line);
}

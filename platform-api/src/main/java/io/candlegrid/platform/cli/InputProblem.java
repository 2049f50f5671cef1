package io.candlegrid.platform.cli;

/** Something is wrong with what the user gave, e.g. a file that is not there; exit code 2. */
final class InputProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InputProblem(String message) {
        super(message);
    }
}

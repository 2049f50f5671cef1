package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.CandleDataException;

/** Says what in an exchange's text is not what the protocol says. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String reason) {
        super(reason);
    }

    /** The values of a candle contradict each other. */
    UnreadableException(CandleDataException problem) {
        super(problem.getMessage(), problem);
    }

    /** What is wrong, for people. */
    String reason() {
        return String.valueOf(getMessage());
    }
}

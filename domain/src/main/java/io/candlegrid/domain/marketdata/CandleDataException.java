package io.candlegrid.domain.marketdata;

/** Says that candles can't be used for exact arithmetic: which one, which value and why. */
public final class CandleDataException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public CandleDataException(String message) {
        super(message);
    }
}

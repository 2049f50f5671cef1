package io.candlegrid.domain.marketdata.archive;

/**
 * Reads open times from bytes: epoch milliseconds or microseconds, ISO-8601 with an offset, or the
 * {@code 2024.01.31 23:59} (UTC) of Bybit's MetaTrader files.
 */
final class TimeReader {

    /** What {@link #read} returns for something that is no time. */
    static final long NOT_A_TIME = Long.MIN_VALUE;

    private static final long MICROS_FROM = 100_000_000_000_000L;
    private static final long MICROS_PER_MINUTE = 60_000_000L;

    private int at;
    private boolean broken;

    /**
     * Epoch milliseconds of {@code [from, to)}. A time in microseconds off the minute is given off
     * the minute in milliseconds too.
     */
    long read(byte[] bytes, int from, int to) {
        int end = to;
        at = from;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        while (end > at && bytes[end - 1] == ' ') {
            end--;
        }
        int length = end - at;
        if (length > 4 && (bytes[at + 4] == '-' || bytes[at + 4] == '.')) {
            return calendar(bytes, end);
        }
        if (length < 1 || length > 18) {
            return NOT_A_TIME;
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_TIME;
            }
            value = value * 10 + digit;
        }
        if (value < MICROS_FROM) {
            return value;
        }
        return value % MICROS_PER_MINUTE == 0 ? value / 1_000 : value / 1_000 | 1;
    }

    private long calendar(byte[] bytes, int end) {
        broken = false;
        boolean metaTrader = bytes[at + 4] == '.';
        int year = number(bytes, end, 4);
        expect(bytes, end, metaTrader ? '.' : '-');
        int month = number(bytes, end, 2);
        expect(bytes, end, metaTrader ? '.' : '-');
        int day = number(bytes, end, 2);
        if (at < end && bytes[at] != ' ' && bytes[at] != 'T') {
            broken = true;
        }
        at++;
        int hour = number(bytes, end, 2);
        expect(bytes, end, ':');
        int minute = number(bytes, end, 2);
        long millis = 0;
        if (!metaTrader) {
            millis = secondsAndFraction(bytes, end);
        }
        long offsetMinutes = metaTrader ? 0 : offset(bytes, end);
        if (broken || at != end || month < 1 || month > 12 || hour > 23 || minute > 59) {
            return NOT_A_TIME;
        }
        if (day < 1 || day > daysInMonth(year, month)) {
            return NOT_A_TIME;
        }
        long minutes = (epochDay(year, month, day) * 24 + hour) * 60 + minute - offsetMinutes;
        return minutes * 60_000 + millis;
    }

    private long secondsAndFraction(byte[] bytes, int end) {
        expect(bytes, end, ':');
        long millis = number(bytes, end, 2) * 1_000L;
        if (at < end && bytes[at] == '.') {
            at++;
            boolean zero = true;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                zero &= bytes[at++] == '0';
            }
            // Any fraction is off the minute; how much doesn't matter.
            millis |= zero ? 0 : 1;
        }
        return millis;
    }

    private long offset(byte[] bytes, int end) {
        if (at < end && bytes[at] == 'Z') {
            at++;
            return 0;
        }
        boolean west = at < end && bytes[at] == '-';
        if (at >= end || (bytes[at] != '+' && !west)) {
            broken = true;
            return 0;
        }
        at++;
        int hours = number(bytes, end, 2);
        if (at < end && bytes[at] == ':') {
            at++;
        }
        int minutes = number(bytes, end, 2);
        long offset = hours * 60L + minutes;
        return west ? -offset : offset;
    }

    private int number(byte[] bytes, int end, int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++, at++) {
            int digit = at < end ? bytes[at] - '0' : -1;
            if (digit < 0 || digit > 9) {
                broken = true;
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private void expect(byte[] bytes, int end, char wanted) {
        if (at >= end || bytes[at] != wanted) {
            broken = true;
        }
        at++;
    }

    private static int daysInMonth(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01 (Howard Hinnant, days_from_civil, years from 0). */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = y / 400;
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
